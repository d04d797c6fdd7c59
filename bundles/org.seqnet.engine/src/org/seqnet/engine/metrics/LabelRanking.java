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
    /**
     * In turns, where rows without the label end that have higher scores, where those end that have the same score as
     * the rows with the label that follow, and where the rows with the label end.
     */
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
                ends.add(from).add(firstWithLabel).add(to);
                last = to;
            }
        }
        var rows = Arrays.stream(keys, 0, last).mapToInt(key -> (int) key & Integer.MAX_VALUE);
        return new LabelRanking(rows.toArray(), ends.build().toArray());
    }

    /**
     * How well the rows with the label are ranked above the others. Both are NaN for a sample without rows with the
     * label; the area under the ROC curve is so too without others.
     *
     * @param roc the share of pairs, of a row with the label and one without, in which the first has the higher score;
     *     a pair of equal scores counts half: the area under the ROC curve with straight lines between its points
     * @param averagePrecision the mean, over the rows that have the label, of the share of such rows among those ranked
     *     as high or higher
     */
    record Areas(double roc, double averagePrecision) {}

    /** Returns the areas in a sample. */
    Areas areas(RowSample sample) {
        int[] weights = sample.weights();
        double precisions = 0;
        long wrongPairsTwice = 0;
        long all = 0;
        long withLabel = 0;
        for (int end = 0, at = 0; end < ends.length; end += 3) {
            all += weight(weights, at, ends[end]);
            long higher = all - withLabel;
            long equal = weight(weights, ends[end], ends[end + 1]);
            long added = weight(weights, ends[end + 1], ends[end + 2]);
            at = ends[end + 2];
            all += equal + added;
            withLabel += added;
            wrongPairsTwice += added * (2 * higher + equal);
            if (added > 0) {
                precisions += (double) added * withLabel / all;
            }
        }
        double pairs = (double) withLabel * (weights.length - withLabel);
        return new Areas(1 - wrongPairsTwice / 2.0 / pairs, precisions / withLabel);
    }

    private long weight(int[] weights, int from, int to) {
        long sum = 0;
        for (int at = from; at < to; at++) {
            sum += weights[rows[at]];
        }
        return sum;
    }
}
