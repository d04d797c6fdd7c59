package org.seqnet.engine.metrics;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The rows as ranked by the score of one label, down to the last that has the label. Rows of equal score are taken
 * together, so that their order in the table does not matter.
 */
final class LabelRanking {
    /** Row by row, the highest score first; of equal scores, those without the label first. */
    private final int[] rows;
    /** In turns, where rows without the label end, and where the rows with the label that follow them end. */
    private final int[] ends;

    private LabelRanking(int[] rows, int[] ends) {
        this.rows = rows;
        this.ends = ends;
    }

    /** Ranks so many rows; no score is NaN. */
    static LabelRanking of(int count, IntToDoubleFunction scores, IntPredicate hasLabel) {
        // adding 0 makes -0 equal to 0
        var values = IntStream.range(0, count)
                .mapToDouble(row -> scores.applyAsDouble(row) + 0.0)
                .toArray();
        var levels = levels(values);
        var keys = new long[count];
        for (int row = 0; row < count; row++) {
            long rank = levels.length - Arrays.binarySearch(levels, values[row]);
            keys[row] = rank << 32 | (hasLabel.test(row) ? 1L << 31 : 0) | row;
        }
        Arrays.sort(keys);
        return of(keys);
    }

    /** Returns the different scores, ascending. */
    private static double[] levels(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int different = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[different++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, different);
    }

    private static LabelRanking of(long[] keys) {
        var ends = IntStream.builder();
        int last = 0;
        for (int from = 0, to; from < keys.length; from = to) {
            int firstWithLabel = -1;
            for (to = from; to < keys.length && keys[to] >>> 32 == keys[from] >>> 32; to++) {
                firstWithLabel = firstWithLabel < 0 && (keys[to] & 1L << 31) != 0 ? to : firstWithLabel;
            }
            if (firstWithLabel >= 0) {
                ends.add(firstWithLabel).add(to);
                last = to;
            }
        }
        var rows = Arrays.stream(keys, 0, last).mapToInt(key -> (int) key & Integer.MAX_VALUE);
        return new LabelRanking(rows.toArray(), ends.build().toArray());
    }

    /**
     * Returns the average precision in a sample: the mean, over the rows that have the label, of the share of such rows
     * among those ranked as high or higher. NaN for a sample without such rows.
     */
    double averagePrecision(RowSample sample) {
        int[] weights = sample.weights();
        double sum = 0;
        long all = 0;
        long withLabel = 0;
        int at = 0;
        for (int end = 0; end < ends.length; end += 2) {
            for (; at < ends[end]; at++) {
                all += weights[rows[at]];
            }
            long added = 0;
            for (; at < ends[end + 1]; at++) {
                added += weights[rows[at]];
            }
            all += added;
            withLabel += added;
            if (added > 0) {
                sum += (double) added * withLabel / all;
            }
        }
        return sum / withLabel;
    }
}
