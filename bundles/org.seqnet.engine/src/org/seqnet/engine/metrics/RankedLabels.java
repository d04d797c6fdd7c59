package org.seqnet.engine.metrics;

import java.util.Arrays;

/**
 * The labels as ranked by their scores within a row. Labels of equal score share a rank, the last one.
 *
 * @param scores the score of each label, not NaN
 * @param actual the labels that the row has
 */
record RankedLabels(double[] scores, int[] actual) {

    /** Returns the average precision of the labels ranked {@code cut} or higher; NaN if the row has no labels. */
    double averagePrecision(int cut) {
        double sum = 0;
        for (int label : actual) {
            long rank = Arrays.stream(scores)
                    .filter(score -> score >= scores[label])
                    .count();
            if (rank <= cut) {
                long hits = Arrays.stream(actual)
                        .filter(other -> scores[other] >= scores[label])
                        .count();
                sum += (double) hits / rank;
            }
        }
        return sum / Math.min(cut, actual.length);
    }
}
