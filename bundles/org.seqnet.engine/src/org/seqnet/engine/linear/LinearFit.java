package org.seqnet.engine.linear;

import java.io.Serializable;

/**
 * A linear layer that was fitted; softmax of what a classifier gives are probabilities. The arrays are the caller's.
 *
 * @param weights features x classes or targets, column-major
 * @param biases one for each class or target
 * @param penalty how much the squares of the weights counted, as its classifier or regression says
 */
public record LinearFit(float[] weights, float[] biases, double penalty) implements Serializable {

    /** Rounds weights, class by class, and biases. */
    static LinearFit of(double[][] weights, double[] biases, double factor, double penalty) {
        int features = weights[0].length;
        var rounded = new float[features * weights.length];
        var roundedBiases = new float[biases.length];
        for (int k = 0; k < biases.length; k++) {
            for (int f = 0; f < features; f++) {
                rounded[k * features + f] = (float) (factor * weights[k][f]);
            }
            roundedBiases[k] = (float) (factor * biases[k]);
        }
        return new LinearFit(rounded, roundedBiases, penalty);
    }
}
