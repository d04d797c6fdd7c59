package org.seqnet.engine.kernel.layer;

/** What the loss of a mini-batch is differentiated with respect to. */
public enum Derivatives {
    /** The weights, in training. */
    OF_WEIGHTS,
    /** The weights and what the first layer reads, in training: a layer below learns, too. */
    OF_WEIGHTS_AND_INPUT,
    /** What the first layer reads, computed as in prediction. */
    OF_INPUT;

    /** Says whether the gradient of the input is wanted. */
    public boolean areOfInput() {
        return this != OF_WEIGHTS;
    }

    /** Says whether layers compute as in prediction. */
    public boolean areOfPrediction() {
        return this == OF_INPUT;
    }
}
