package org.seqnet.engine.metrics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The overall figures computed once more, straight from their definitions, on tables of booleans: N x K. */
record PlainMultiLabelFigures(boolean[][] actual, boolean[][] predicted, double[][] scores, int labels, int cut) {

    Map<MultiLabelMeasure, Double> all() {
        var figures = new EnumMap<MultiLabelMeasure, Double>(MultiLabelMeasure.class);
        double precision = meanOfUsedLabels(actual, predicted, predicted);
        double recall = meanOfUsedLabels(actual, predicted, actual);
        figures.put(MultiLabelMeasure.CLASS_PRECISION, precision);
        figures.put(MultiLabelMeasure.CLASS_RECALL, recall);
        figures.put(MultiLabelMeasure.CLASS_F1, harmonic(precision, recall));
        double hits = 0;
        double made = 0;
        double real = 0;
        double wrong = 0;
        double right = 0;
        for (int n = 0; n < actual.length; n++) {
            for (int k = 0; k < labels; k++) {
                hits += actual[n][k] && predicted[n][k] ? 1 : 0;
                made += predicted[n][k] ? 1 : 0;
                real += actual[n][k] ? 1 : 0;
                wrong += actual[n][k] != predicted[n][k] ? 1 : 0;
            }
            right += Arrays.equals(actual[n], predicted[n]) ? 1 : 0;
        }
        figures.put(MultiLabelMeasure.OVERALL_PRECISION, hits / made);
        figures.put(MultiLabelMeasure.OVERALL_RECALL, hits / real);
        figures.put(MultiLabelMeasure.OVERALL_F1, 2 * hits / (made + real));
        figures.put(MultiLabelMeasure.SUBSET_ACCURACY, right / actual.length);
        figures.put(MultiLabelMeasure.HAMMING_LOSS, wrong / (actual.length * labels));
        figures.put(
                MultiLabelMeasure.MEAN_AVERAGE_PRECISION,
                IntStream.range(0, labels)
                        .filter(k -> count(actual, k) > 0)
                        .mapToDouble(k -> averagePrecision(column(scores, k), column(actual, k), actual.length))
                        .average()
                        .orElse(Double.NaN));
        figures.put(
                MultiLabelMeasure.MEAN_AVERAGE_PRECISION_AT_K,
                IntStream.range(0, actual.length)
                        .filter(n -> count(actual[n]) > 0)
                        .mapToDouble(n -> averagePrecision(scores[n], actual[n], cut))
                        .average()
                        .orElse(Double.NaN));
        return figures;
    }

    private double meanOfUsedLabels(boolean[][] one, boolean[][] other, boolean[][] whole) {
        return IntStream.range(0, labels)
                .filter(k -> count(one, k) + count(other, k) > 0)
                .mapToDouble(k -> count(whole, k) == 0
                        ? 0
                        : (double) IntStream.range(0, one.length)
                                        .filter(n -> one[n][k] && other[n][k])
                                        .count()
                                / count(whole, k))
                .average()
                .orElse(Double.NaN);
    }

    private static double harmonic(double a, double b) {
        return a + b == 0 ? 0 : 2 / (1 / a + 1 / b);
    }

    /** Goes down the ranking place by place; a place counts for what it and its equals have down to their last. */
    private static double averagePrecision(double[] scores, boolean[] relevant, int cut) {
        var order = IntStream.range(0, scores.length)
                .boxed()
                .sorted((i, j) -> Double.compare(scores[j], scores[i]))
                .toList();
        double sum = 0;
        for (int i : order) {
            if (relevant[i]) {
                List<Integer> asHigh =
                        order.stream().filter(j -> scores[j] >= scores[i]).toList();
                long hits = asHigh.stream().filter(j -> relevant[j]).count();
                sum += asHigh.size() <= cut ? (double) hits / asHigh.size() : 0;
            }
        }
        return sum / Math.min(cut, count(relevant));
    }

    private static double[] column(double[][] table, int k) {
        return Arrays.stream(table).mapToDouble(row -> row[k]).toArray();
    }

    private static boolean[] column(boolean[][] table, int k) {
        var column = new boolean[table.length];
        for (int n = 0; n < table.length; n++) {
            column[n] = table[n][k];
        }
        return column;
    }

    private static int count(boolean[][] table, int k) {
        return count(column(table, k));
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }
}
