package org.seqnet.engine.kernel.layer;

import org.seqnet.engine.network.ValueErrors;

/** The last layer, with the loss. Its pass has nothing above; its stream gives the network's outputs. */
public interface Head extends Layer {

    /** Returns the loss of the mini-batch, summed over its sequences in their order. */
    double lossSum();

    /** Returns the loss of the sequence at a position. */
    double loss(int position);

    /**
     * Returns about how many sequences of the mini-batch it was right; of labels per step, the number of sequences
     * times the share of right steps; 0 of values.
     */
    double correct();

    /** Returns how far the values that it predicts are off. */
    default ValueErrors errors() {
        return ValueErrors.NONE;
    }
}
