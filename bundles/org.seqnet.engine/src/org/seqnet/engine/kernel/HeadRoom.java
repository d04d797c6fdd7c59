package org.seqnet.engine.kernel;

import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Head;
import org.seqnet.engine.kernel.layer.Pass;

/** What a thread takes a group through the head with, forward and backward. */
final class HeadRoom implements Pool.Pooled {
    private final int capacity;
    private final Pass pass;

    HeadRoom(Head head, int capacity) {
        this.capacity = capacity;
        this.pass = head.pass(capacity);
    }

    @Override
    public int capacity() {
        return capacity;
    }

    /**
     * Takes a group through.
     *
     * @param rows what the head reads, {@code width} values for each sequence of the mini-batch
     * @param gradientRows written: their gradients
     */
    void run(Group group, float[] rows, float[] gradientRows, int width) {
        pass.begin(group);
        int at = group.from() * width;
        pass.write(0, group.from(), group.to(), rows, at);
        pass.forward(group.from(), group.to(), pass);
        pass.backward(group.from(), group.to(), pass);
        pass.readInputGradient(0, group.from(), group.to(), gradientRows, at);
    }

    @Override
    public void close() {
        pass.close();
    }
}
