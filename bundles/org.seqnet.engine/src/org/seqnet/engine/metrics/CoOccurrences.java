package org.seqnet.engine.metrics;

import org.seqnet.engine.sequence.LabelSets;

/** How often labels occur together. */
public final class CoOccurrences {
    private CoOccurrences() {}

    /**
     * Counts the rows that have two labels, for each pair of some labels; the diagonal counts those that have one.
     *
     * @param chosen the labels of the matrix, in its order, none twice
     * @return a symmetric matrix
     */
    public static long[][] of(LabelSets rows, int[] chosen) {
        var counts = new long[chosen.length][chosen.length];
        for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < chosen.length; i++) {
                if (rows.has(row, chosen[i])) {
                    for (int j = 0; j < chosen.length; j++) {
                        counts[i][j] += rows.has(row, chosen[j]) ? 1 : 0;
                    }
                }
            }
        }
        return counts;
    }
}
