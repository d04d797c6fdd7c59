package org.seqnet.engine.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How the confidence in predictions, which is the probability of the predicted class, compares with the share of them
 * that are correct: {@value #BINS} bins of equal width, as most publications have them.
 *
 * @see <a href="https://doi.org/10.1609/aaai.v29i1.9602">Naeini et al., 2015</a>
 */
public final class Calibration {
    /** The number of bins. */
    public static final int BINS = 15;

    private final double[] confidences;
    private final boolean[] correct;
    private final byte[] bins;
    /** By how much the confidence in each row is above what it should have been, 1 or 0. */
    private final double[] excesses;

    private Calibration(double[] confidences, boolean[] correct) {
        this.confidences = confidences;
        this.correct = correct;
        this.bins = new byte[confidences.length];
        this.excesses = new double[confidences.length];
        for (int row = 0; row < confidences.length; row++) {
            // the upper end belongs to a bin, 0 to the first, and what is a rounding above 1 to the last
            bins[row] = (byte) Math.min(BINS - 1, Math.max(0, (int) Math.ceil(confidences[row] * BINS) - 1));
            excesses[row] = confidences[row] - (correct[row] ? 1 : 0);
        }
    }

    static Calibration of(int rows, IntToDoubleFunction confidence, IntPredicate isCorrect) {
        var correct = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            correct[row] = isCorrect.test(row);
        }
        return new Calibration(IntStream.range(0, rows).mapToDouble(confidence).toArray(), correct);
    }

    /**
     * The rows of which the confidence lies in a range.
     *
     * @param confidence the mean confidence
     * @param rows the number of rows, at least 1
     * @param correct how many of them are predicted correctly
     */
    public record Bin(double confidence, long rows, long correct) {
        /** Returns the share of correct predictions. */
        public double accuracy() {
            return (double) correct / rows;
        }
    }

    /** Returns the bins that have rows, by ascending confidence. */
    public List<Bin> bins() {
        var sums = new double[BINS];
        var rows = new long[BINS];
        var hits = new long[BINS];
        for (int row = 0; row < bins.length; row++) {
            sums[bins[row]] += confidences[row];
            rows[bins[row]]++;
            hits[bins[row]] += correct[row] ? 1 : 0;
        }
        return IntStream.range(0, BINS)
                .filter(bin -> rows[bin] > 0)
                .mapToObj(bin -> new Bin(sums[bin] / rows[bin], rows[bin], hits[bin]))
                .toList();
    }

    /** Returns the mean distance of confidence and accuracy over the rows of a sample, NaN if it has none. */
    double error(RowSample sample) {
        var sums = new double[BINS];
        for (int row = 0; row < bins.length; row++) {
            sums[bins[row]] += sample.weights()[row] * excesses[row];
        }
        return Arrays.stream(sums).map(Math::abs).sum() / bins.length;
    }
}
