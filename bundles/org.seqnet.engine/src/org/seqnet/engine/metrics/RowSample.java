package org.seqnet.engine.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How often each row of a table occurs in a sample that is drawn from it with replacement, of as many rows as it has:
 * the bootstrap. Sample 17 of a table of N rows is always the same, so that figures of two predictions can be compared
 * sample by sample.
 *
 * @param weights how often each row occurs
 * @see <a href="https://doi.org/10.1214/aos/1176344552">Efron, 1979</a>
 */
record RowSample(int[] weights) {
    private static final long SEED = 20160627;

    /** Draws a sample. */
    static RowSample draw(int rows, int number) {
        var random = new SplittableRandom(SEED + number);
        var weights = new int[rows];
        for (int draw = 0; draw < rows; draw++) {
            weights[(int) ((random.nextInt() & 0xFFFFFFFFL) * rows >>> 32)]++;
        }
        return new RowSample(weights);
    }

    /** Returns the table itself. */
    static RowSample whole(int rows) {
        var weights = new int[rows];
        Arrays.fill(weights, 1);
        return new RowSample(weights);
    }
}
