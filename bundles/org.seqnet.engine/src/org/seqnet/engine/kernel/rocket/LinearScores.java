package org.seqnet.engine.kernel.rocket;

import java.util.Arrays;

/**
 * The linear layer behind the features, with softmax if it is of classes.
 *
 * @param weights features x classes or values, column-major
 * @param biases one for each class or value
 */
public record LinearScores(float[] weights, float[] biases) {
    private static final int LANES = 8;

    /** Writes the probabilities of all classes for standardized features. */
    public void probabilities(float[] features, float[] target, int offset) {
        double largest = Double.NEGATIVE_INFINITY;
        var scores = new double[biases.length];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = score(features, k);
            largest = Math.max(largest, scores[k]);
        }
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.exp(scores[k] - largest);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            target[offset + k] = (float) (scores[k] / sum);
        }
    }

    /** Writes all values for standardized features. */
    public void values(float[] features, float[] target, int offset) {
        for (int k = 0; k < biases.length; k++) {
            target[offset + k] = (float) score(features, k);
        }
    }

    private double score(float[] features, int k) {
        return biases[k] + product(features, k * features.length);
    }

    /** Several sums at once, since each addition waits for the one before. */
    private double product(float[] features, int column) {
        var sums = new double[LANES];
        int i = 0;
        for (; i + LANES <= features.length; i += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                sums[lane] += (double) features[i + lane] * weights[column + i + lane];
            }
        }
        for (; i < features.length; i++) {
            sums[0] += (double) features[i] * weights[column + i];
        }
        return Arrays.stream(sums).sum();
    }
}
