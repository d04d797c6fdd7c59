package org.seqnet.engine.kernel;

import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.StepOrder;

/** A thread's way through the frozen layers of a network, as in prediction, below layers that learn. */
final class FrozenPass implements Pool.Pooled {
    private final PredictionPass layers;
    private final int values;

    /**
     * @param frozen how many layers of the network are frozen
     * @param learned those above them
     * @param capacity the most sequences of a group
     */
    FrozenPass(NetworkLayers network, int frozen, NetworkLayers learned, int capacity) {
        this.layers = new PredictionPass(network, size -> network.streams(frozen, size), capacity);
        this.values = learned.stepValues();
    }

    @Override
    public int capacity() {
        return layers.capacity();
    }

    /**
     * Takes a group through.
     *
     * @param target written: what the frozen layers give at each step, laid out as a mini-batch's values
     */
    void run(SequenceSource source, StepOrder order, Group group, float[] target) {
        int[] starts = order.starts();
        // What is predicted counts sequences from the group's first, steps from the block's.
        layers.predict(source, order, group, (step, from, to, rows, offset) -> {
            for (int n = from; n < to; n++) {
                int at = (starts[group.from() + n] + layers.firstStep() + step) * values;
                System.arraycopy(rows, offset + (n - from) * values, target, at, values);
            }
        });
    }

    @Override
    public void close() {
        layers.close();
    }
}
