package org.seqnet.engine.training;

import java.util.stream.IntStream;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.sequence.LabelSets;

/**
 * Finds the temperature whose probabilities have the least cross-entropy on some sequences; those without a finite
 * prediction are left out. The cross-entropy is convex in the inverse of the temperature, so that its slope tells on
 * which side the minimum lies. Where there is none between 1/{@value #MOST} and {@value #MOST}, as if all sequences are
 * predicted correctly, the data decide nothing, and the temperature is 1.
 *
 * <p>Source: Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017, arXiv:1706.04599.
 */
final class TemperatureSearch {
    private static final double MOST = 20;
    /** Of more probabilities, 80 MB of their logarithms, every so many-th sequence decides. */
    private static final long MOST_PROBABILITIES = 10_000_000;
    /** Halves the interval until it is as narrow as a float can tell. */
    private static final int HALVINGS = 40;

    private final Classes classes;
    private final double[] logarithms;
    private final int[] labels;

    TemperatureSearch(ClassPredictions predictions) {
        this(
                predictions.classes(),
                predictions.probabilities(),
                predictions.data().labels());
    }

    /** @param probabilities N x K row-major */
    TemperatureSearch(Classes classes, float[] probabilities, LabelSets actual) {
        this.classes = classes;
        int k = classes.count();
        int every = every(actual.size(), k);
        labels = IntStream.iterate(0, n -> n < actual.size(), n -> n + every)
                .filter(n -> classes.likeliest(probabilities, n).isPresent())
                .toArray();
        logarithms = new double[labels.length * k];
        for (int i = 0; i < labels.length; i++) {
            int from = labels[i] * k;
            for (int j = 0; j < k; j++) {
                logarithms[i * k + j] = Math.log(Math.max(probabilities[from + j], Predictions.SMALLEST));
            }
            labels[i] = actual.label(labels[i], 0);
        }
    }

    /** Returns that every so many-th of N sequences decides. */
    static int every(long sequences, int classes) {
        return (int) (1 + sequences * classes / MOST_PROBABILITIES);
    }

    Classes best() {
        double low = -Math.log(MOST);
        double high = Math.log(MOST);
        if (!(slope(Math.exp(low)) < 0 && slope(Math.exp(high)) > 0)) {
            return new Classes(classes.count());
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(Math.exp(middle)) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Classes(classes.count(), (float) Math.exp(-(low + high) / 2));
    }

    /** Returns the derivative of the summed cross-entropy by the inverse temperature. */
    private double slope(double inverse) {
        int k = classes.count();
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < k; j++) {
                largest = Math.max(largest, logarithms[i * k + j]);
            }
            double total = 0;
            double weighted = 0;
            for (int j = 0; j < k; j++) {
                double weight = Math.exp(inverse * (logarithms[i * k + j] - largest));
                total += weight;
                weighted += weight * logarithms[i * k + j];
            }
            sum += weighted / total - logarithms[i * k + labels[i]];
        }
        return sum;
    }
}
