package org.seqnet.engine.metrics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What is predicted for N rows of one class each.
 *
 * @param actual the index of the class that each row has
 * @param predicted the index of the class that is predicted for each row
 * @param probabilities for each of K classes, the probability of each row to be of it, 0 to 1; empty for a class of
 *     which the prediction does not know
 */
public record ClassPrediction(int[] actual, int[] predicted, List<Optional<double[]>> probabilities) {
    /** The probability that a smaller one counts as in the log loss. */
    static final double FLOOR = 1e-15;
    /** How far from 1 the sum of a row's probabilities may be: what rounding to three decimal places leaves. */
    private static final double ROUNDING = 1e-3;

    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if they are for different numbers of rows
     */
    public ClassPrediction {
        for (int rows : IntStream.concat(
                        IntStream.of(predicted.length),
                        probabilities.stream().flatMap(Optional::stream).mapToInt(each -> each.length))
                .toArray()) {
            if (rows != actual.length) {
                throw new IllegalArgumentException(actual.length + " rows against " + rows + ".");
            }
        }
    }

    /** Returns the number of rows, N. */
    public int rows() {
        return actual.length;
    }

    /** Returns the number of classes, K. */
    public int classes() {
        return probabilities.size();
    }

    /** Returns whether the probability of some class is known. */
    public boolean hasProbabilities() {
        return probabilities.stream().anyMatch(Optional::isPresent);
    }

    /** Returns the first row whose known probabilities do not sum to 1; empty if there is none. */
    public OptionalInt incomplete() {
        return IntStream.range(0, rows())
                .filter(row -> Math.abs(1 - sum(row)) > ROUNDING)
                .findFirst();
    }

    /** Returns the sum of the known probabilities of a row. */
    public double sum(int row) {
        double sum = 0;
        for (var ofClass : probabilities) {
            sum += ofClass.isPresent() ? ofClass.get()[row] : 0;
        }
        return sum;
    }

    /** Returns for how many rows the probability of the actual class is below {@value #FLOOR}. */
    public long floored() {
        return IntStream.range(0, rows())
                .filter(row -> probability(row, actual[row]) < FLOOR)
                .count();
    }

    /** Returns the probability of a row to be of a class; 0 if the prediction does not know of the class. */
    double probability(int row, int ofClass) {
        return probabilities.get(ofClass).map(each -> each[row]).orElse(0.0);
    }

    double logLoss(int row) {
        return -Math.log(Math.max(FLOOR, probability(row, actual[row])));
    }

    double brierScore(int row) {
        double sum = 0;
        for (int k = 0; k < classes(); k++) {
            double distance = probability(row, k) - (k == actual[row] ? 1 : 0);
            sum += distance * distance;
        }
        return sum;
    }

    ScoreCurve curve(int ofClass, double[] scores) {
        return ScoreCurve.of(scores, row -> actual[row] == ofClass);
    }

    LabelRanking ranking(int ofClass, double[] scores) {
        return LabelRanking.of(rows(), row -> scores[row], row -> actual[row] == ofClass);
    }
}
