package org.seqnet.engine.metrics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The figures of predictions of one class each as their definitions read, row by row and pair by pair. */
record PlainClassFigures(int[] actual, int[] predicted, double[][] probabilities, int classes) {

    Map<ClassMeasure, Double> all() {
        var figures = new EnumMap<ClassMeasure, Double>(ClassMeasure.class);
        figures.put(ClassMeasure.ACCURACY, mean(rows(), row -> actual[row] == predicted[row] ? 1 : 0));
        figures.put(ClassMeasure.BALANCED_ACCURACY, mean(classes, this::recall));
        figures.put(ClassMeasure.MACRO_F1, mean(classes, this::f1));
        figures.put(ClassMeasure.MATTHEWS_CORRELATION, matthews());
        figures.put(ClassMeasure.ROC_AREA, mean(classes, this::mannWhitney));
        figures.put(ClassMeasure.AVERAGE_PRECISION, mean(classes, this::stepArea));
        figures.put(ClassMeasure.LOG_LOSS, mean(rows(), row -> -Math.log(probabilities[row][actual[row]])));
        figures.put(ClassMeasure.BRIER_SCORE, mean(rows(), this::brier));
        figures.put(ClassMeasure.CALIBRATION_ERROR, calibrationError());
        return figures;
    }

    Map<ClassFigure, Double> ofClass(int k) {
        var figures = new EnumMap<ClassFigure, Double>(ClassFigure.class);
        figures.put(ClassFigure.PRECISION, precision(k));
        figures.put(ClassFigure.RECALL, recall(k));
        figures.put(ClassFigure.F1, f1(k));
        figures.put(ClassFigure.ROC_AREA, mannWhitney(k));
        figures.put(ClassFigure.AVERAGE_PRECISION, stepArea(k));
        return figures;
    }

    private int rows() {
        return actual.length;
    }

    private double count(IntPredicate rows) {
        return IntStream.range(0, rows()).filter(rows).count();
    }

    private static double mean(int count, IntToDoubleFunction figure) {
        return IntStream.range(0, count)
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private double hits(int k) {
        return count(row -> actual[row] == k && predicted[row] == k);
    }

    private double recall(int k) {
        return hits(k) / count(row -> actual[row] == k);
    }

    private double precision(int k) {
        return hits(k) / count(row -> predicted[row] == k);
    }

    /** As the harmonic mean, with the conventions where that is undefined. */
    private double f1(int k) {
        double recall = recall(k);
        double precision = precision(k);
        if (Double.isNaN(recall) && Double.isNaN(precision)) {
            return Double.NaN;
        }
        return hits(k) == 0 ? 0 : 2 / (1 / recall + 1 / precision);
    }

    /** As the correlation of two matrices that have a row for each row and a column for each class. */
    private double matthews() {
        double spread = covariance(actual, actual) * covariance(predicted, predicted);
        return spread < 1e-18 ? Double.NaN : covariance(actual, predicted) / Math.sqrt(spread);
    }

    private double covariance(int[] one, int[] other) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            int of = k;
            double oneMean = count(row -> one[row] == of) / rows();
            double otherMean = count(row -> other[row] == of) / rows();
            for (int row = 0; row < rows(); row++) {
                sum += ((one[row] == k ? 1 : 0) - oneMean) * ((other[row] == k ? 1 : 0) - otherMean);
            }
        }
        return sum / rows();
    }

    /** As the share of pairs in the right order. */
    private double mannWhitney(int k) {
        double right = 0;
        double pairs = 0;
        for (int row = 0; row < rows(); row++) {
            for (int other = 0; other < rows(); other++) {
                if (actual[row] == k && actual[other] != k) {
                    pairs++;
                    right += (1 + Math.signum(probabilities[row][k] - probabilities[other][k])) / 2;
                }
            }
        }
        return right / pairs;
    }

    /** As the sum of rectangles, as wide as recall grows from one threshold to the next. */
    private double stepArea(int k) {
        double all = count(row -> actual[row] == k);
        double[] thresholds = IntStream.range(0, rows())
                .mapToDouble(row -> -probabilities[row][k])
                .distinct()
                .sorted()
                .map(threshold -> -threshold)
                .toArray();
        double area = 0;
        double before = 0;
        for (double threshold : thresholds) {
            double found = count(row -> probabilities[row][k] >= threshold);
            double hits = count(row -> probabilities[row][k] >= threshold && actual[row] == k);
            area += (hits / all - before) * hits / found;
            before = hits / all;
        }
        return all == 0 ? Double.NaN : area;
    }

    private double brier(int row) {
        double sum = Arrays.stream(probabilities[row]).map(p -> p * p).sum();
        return sum - 2 * probabilities[row][actual[row]] + 1;
    }

    private double calibrationError() {
        double sum = 0;
        for (int bin = 0; bin < 15; bin++) {
            double above = bin == 0 ? -1 : bin / 15.0;
            double upTo = (bin + 1) / 15.0;
            int[] inside = IntStream.range(0, rows())
                    .filter(row -> confidence(row) > above && confidence(row) <= upTo)
                    .toArray();
            double confident =
                    IntStream.of(inside).mapToDouble(this::confidence).sum();
            double correct = IntStream.of(inside)
                    .filter(row -> actual[row] == predicted[row])
                    .count();
            sum += Math.abs(confident - correct);
        }
        return sum / rows();
    }

    private double confidence(int row) {
        return probabilities[row][predicted[row]];
    }
}
