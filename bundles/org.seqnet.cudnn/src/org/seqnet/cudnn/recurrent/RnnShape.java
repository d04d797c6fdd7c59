package org.seqnet.cudnn.recurrent;

import org.seqnet.engine.network.Cell;

/**
 * The shape of recurrent layers, one on top of the other.
 *
 * @param inputs how many values the first reads at a step, F
 * @param units the units of each layer in each direction, H
 * @param layers how many there are
 */
record RnnShape(Cell cell, int inputs, int units, int layers, boolean bidirectional) {

    int directions() {
        return bidirectional ? 2 : 1;
    }

    /** Returns how many values a layer gives at a step, those of both directions side by side. */
    int outputs() {
        return Math.multiplyExact(directions(), units);
    }

    /** Returns how many values a layer reads at a step. */
    int inputs(int layer) {
        return layer == 0 ? inputs : outputs();
    }

    /** Returns how many times H values are kept of each sequence from step to step. */
    int states() {
        return Math.multiplyExact(layers, directions());
    }

    /** Returns how many parameters all layers have. */
    int parameterCount() {
        long count = 0;
        for (int layer = 0; layer < layers; layer++) {
            long weights = (long) cell.gates() * units * ((long) inputs(layer) + units);
            count += directions() * (weights + (long) cell.biases() * units);
        }
        return Math.toIntExact(count);
    }
}
