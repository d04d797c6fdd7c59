package org.seqnet.engine.kernel.pooling;

/** Weights of scores: exp(e) by their sum. */
final class Softmax {
    private Softmax() {}

    /** Replaces the first {@code count} scores, at least one, by their weights, which sum to 1. */
    static void of(double[] scores, int count) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int t = 0; t < count; t++) {
            highest = Math.max(highest, scores[t]);
        }
        double sum = 0;
        for (int t = 0; t < count; t++) {
            scores[t] = Math.exp(scores[t] - highest);
            sum += scores[t];
        }
        for (int t = 0; t < count; t++) {
            scores[t] /= sum;
        }
    }
}
