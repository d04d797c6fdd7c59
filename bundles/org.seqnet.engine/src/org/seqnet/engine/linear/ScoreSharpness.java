package org.seqnet.engine.linear;

/**
 * Finds what scores are multiplied with, one over the temperature, so that softmax gives the probabilities that cost
 * least on rows that the scores were not fitted to. Each row counts as if one more of each class had been seen among as
 * many alike: were all scores right, only infinite ones would do otherwise.
 *
 * <p>Source: Guo, Pleiss, Sun and Weinberger, ICML 2017, arXiv:1706.04599; Platt, 1999, on the last.
 */
final class ScoreSharpness {
    private static final double LEAST = 1e-3;
    private static final double MOST = 1e3;
    private static final int HALVINGS = 50;

    private final double[][] scores;
    private final int[] classes;

    /** @param scores by class, for each row */
    ScoreSharpness(double[][] scores, int[] classes) {
        this.scores = scores;
        this.classes = classes;
    }

    double best() {
        double low = Math.log(LEAST);
        double high = Math.log(MOST);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(Math.exp(middle)) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp((low + high) / 2);
    }

    /** Returns the derivative of the summed cross-entropy, which is convex. */
    double slope(double sharpness) {
        int rows = classes.length;
        double seen = rows + scores.length;
        double slope = 0;
        for (int i = 0; i < rows; i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (var score : scores) {
                largest = Math.max(largest, score[i]);
            }
            double total = 0;
            double expected = 0;
            double meant = 0;
            for (int k = 0; k < scores.length; k++) {
                double weight = Math.exp(sharpness * (scores[k][i] - largest));
                total += weight;
                expected += weight * scores[k][i];
                meant += scores[k][i] * ((classes[i] == k ? rows : 0) + 1) / seen;
            }
            slope += expected / total - meant;
        }
        return slope;
    }
}
