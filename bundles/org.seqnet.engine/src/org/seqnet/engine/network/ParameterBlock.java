package org.seqnet.engine.network;

/**
 * Some parameters of a network, one after another.
 *
 * @param count how many there are
 * @param areWeights whether they are weights, which penalties shrink; biases are not
 */
public record ParameterBlock(long count, boolean areWeights) {

    /** Returns a block of weights. */
    static ParameterBlock weights(long count) {
        return new ParameterBlock(count, true);
    }

    /** Returns a block of biases. */
    static ParameterBlock biases(long count) {
        return new ParameterBlock(count, false);
    }
}
