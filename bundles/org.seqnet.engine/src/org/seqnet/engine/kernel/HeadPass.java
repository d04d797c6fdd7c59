package org.seqnet.engine.kernel;

import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.StepOrder;

/** A thread's way through an encoder that is not trained, as in prediction, and through the head, which is. */
final class HeadPass implements Pool.Pooled {
    private final PredictionPass encoder;
    private final Pass head;

    /** @param capacity the most sequences of a group */
    HeadPass(NetworkLayers network, int capacity) {
        this.encoder = new PredictionPass(network, network::encoderStreams, capacity);
        this.head = network.head().pass(capacity);
    }

    @Override
    public int capacity() {
        return encoder.capacity();
    }

    /** Takes a group forward and, in the head, backward. */
    void run(SequenceSource source, StepOrder order, Group group) {
        head.begin(group);
        encoder.predict(source, order, group, new Inputs() {
            // What is predicted counts sequences from the group's first, steps from the block's.
            @Override
            public void write(int step, int from, int to, float[] rows, int offset) {
                head.write(encoder.firstStep() + step, group.from() + from, group.from() + to, rows, offset);
            }

            @Override
            public boolean isLastStepOnly() {
                return head.isLastStepOnly();
            }
        });
        head.forward(group.from(), group.to(), head);
        head.backward(group.from(), group.to(), head);
    }

    @Override
    public void close() {
        encoder.close();
        head.close();
    }
}
