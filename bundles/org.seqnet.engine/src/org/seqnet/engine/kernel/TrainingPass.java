package org.seqnet.engine.kernel;

import java.util.List;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.StepOrder;

/**
 * A thread's way through all layers, forward and backward, for one group at a time. Layers in which all sequences meet
 * split it into legs: a leg leads from one of them to the next.
 */
final class TrainingPass implements Pool.Pooled {
    private final NetworkLayers network;
    private final int capacity;
    private final List<Pass> passes;

    /** @param capacity the most sequences of a group */
    TrainingPass(NetworkLayers network, int capacity) {
        this.network = network;
        this.capacity = capacity;
        this.passes =
                network.layers().stream().map(layer -> layer.pass(capacity)).toList();
    }

    @Override
    public int capacity() {
        return capacity;
    }

    /** Begins with a group. */
    void begin(Group group) {
        passes.forEach(pass -> pass.begin(group));
    }

    /** Writes the input of a group; sequences stand in {@code values} one after another, as they were given. */
    void write(Group group, float[] values, StepOrder order, int[] starts) {
        Pass first = passes.get(0);
        for (int t = 0; t < order.length(group.from()); t++) {
            int end = group.from() + order.running(t, group.from(), group.to());
            for (int n = group.from(); n < end; n++) {
                first.write(t, n, n + 1, values, (starts[n] + t) * network.stepValues());
            }
        }
    }

    /**
     * Goes a leg forward.
     *
     * @param from the layer where the group has waited; -1 if it has not begun
     * @param to the layer where it is to wait; the number of layers if it is to pass all
     */
    void forward(Group group, int from, int to) {
        int end = Math.min(to + 1, passes.size());
        int next;
        for (int first = Math.max(from, 0); first < end; first = next) {
            next = network.endOfAlike(first, end);
            int rows = network.rowsAtOnce(first, group.size());
            for (int n = group.from(); n < group.to(); n += rows) {
                for (int i = first; i < next; i++) {
                    if (i == to) {
                        passes.get(i).forwardToJoin(n, n + rows);
                    } else {
                        passes.get(i).forward(n, n + rows, above(i));
                    }
                }
            }
        }
    }

    /**
     * Goes a leg backward.
     *
     * @param from the layer where the group has waited; the number of layers if it comes from the last
     * @param to the layer where it is to wait; -1 if it is to pass all
     */
    void backward(Group group, int from, int to) {
        backward(group, from, to, (first, last) -> {});
    }

    /**
     * Goes backward through all layers to the input.
     *
     * @param gradients written: dL/dx, where the values of {@link #write} stand
     */
    void backwardToInput(Group group, StepOrder order, int[] starts, float[] gradients) {
        Pass first = passes.get(0);
        int values = network.stepValues();
        backward(group, passes.size(), -1, (from, to) -> {
            for (int n = from; n < to; n++) {
                for (int t = 0; t < order.length(n); t++) {
                    first.readInputGradient(t, n, n + 1, gradients, (starts[n] + t) * values);
                }
            }
        });
    }

    /** Is told of sequences [from, to) that have gone back through the first layer. */
    private interface InputReached {
        void accept(int from, int to);
    }

    private void backward(Group group, int from, int to, InputReached reached) {
        int begin = Math.max(to, 0);
        int next;
        for (int last = Math.min(from, passes.size() - 1); last >= begin; last = next) {
            next = network.beforeAlike(last, begin);
            int rows = network.rowsAtOnce(last, group.size());
            for (int n = group.from(); n < group.to(); n += rows) {
                for (int i = last; i > next; i--) {
                    if (i == to) {
                        passes.get(i).backwardToJoin(n, n + rows, above(i));
                    } else {
                        passes.get(i).backward(n, n + rows, above(i));
                    }
                    if (i == 0) {
                        reached.accept(n, n + rows);
                    }
                }
            }
        }
    }

    /** Returns the pass of the layer above; the head has none, and does not look at what it is given. */
    private Pass above(int layer) {
        return passes.get(Math.min(layer + 1, passes.size() - 1));
    }

    @Override
    public void close() {
        passes.forEach(Pass::close);
    }
}
