package org.seqnet.engine.network;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.seqnet.engine.SeqNetException;

/**
 * What an error of a predicted number costs; e is the prediction minus the actual number, both standardized. A row
 * costs the mean over its numbers.
 */
public sealed interface ValueLoss {
    /** The square of the error, so that the mean is learned. */
    ValueLoss SQUARED = new Squared();

    /** The absolute error, so that the median is learned. */
    ValueLoss ABSOLUTE = new Absolute();

    /** Calls the function for this kind of loss. */
    <T> T fold(
            Function<Squared, T> squared,
            Function<Absolute, T> absolute,
            Function<Huber, T> huber,
            Function<Quantiles, T> quantiles);

    /**
     * Returns what the outputs of a number cost, which begin at {@code at}.
     *
     * @param actual standardized
     */
    double of(float[] outputs, int at, double actual);

    /** Returns how many outputs each number has. */
    default int outputs() {
        return 1;
    }

    /** Returns which output of a number is its prediction, counted from 0. */
    default int point() {
        return 0;
    }

    /** Returns the name as people write it. */
    String title();

    /** e². */
    record Squared() implements ValueLoss {
        @Override
        public <T> T fold(
                Function<Squared, T> squared,
                Function<Absolute, T> absolute,
                Function<Huber, T> huber,
                Function<Quantiles, T> quantiles) {
            return squared.apply(this);
        }

        @Override
        public double of(float[] outputs, int at, double actual) {
            double error = outputs[at] - actual;
            return error * error;
        }

        @Override
        public String title() {
            return "squared error";
        }
    }

    /** |e|. */
    record Absolute() implements ValueLoss {
        @Override
        public <T> T fold(
                Function<Squared, T> squared,
                Function<Absolute, T> absolute,
                Function<Huber, T> huber,
                Function<Quantiles, T> quantiles) {
            return absolute.apply(this);
        }

        @Override
        public double of(float[] outputs, int at, double actual) {
            return Math.abs(outputs[at] - actual);
        }

        @Override
        public String title() {
            return "absolute error";
        }
    }

    /**
     * e² / 2 up to {@code delta}, and delta (|e| - delta / 2) beyond (Huber, 1964).
     *
     * @param delta in standard deviations, above 0
     */
    record Huber(double delta) implements ValueLoss {
        public Huber {
            if (!(delta > 0) || Double.isInfinite(delta)) {
                throw new SeqNetException("Huber delta: " + delta + " is not a positive number.");
            }
        }

        @Override
        public <T> T fold(
                Function<Squared, T> squared,
                Function<Absolute, T> absolute,
                Function<Huber, T> huber,
                Function<Quantiles, T> quantiles) {
            return huber.apply(this);
        }

        @Override
        public double of(float[] outputs, int at, double actual) {
            double size = Math.abs(outputs[at] - actual);
            return size <= delta ? size * size / 2 : delta * (size - delta / 2);
        }

        @Override
        public String title() {
            return "Huber loss, delta " + delta;
        }
    }

    /**
     * The pinball loss max(-q e, (1 - q) e), so that the quantile of each level q is learned (Koenker and Bassett,
     * 1978); of several levels the mean.
     *
     * @param levels each above 0 and below 1, ascending
     */
    record Quantiles(List<Double> levels) implements ValueLoss {
        /** The most levels. */
        public static final int MOST_LEVELS = 99;

        public Quantiles {
            levels = List.copyOf(levels);
            if (levels.isEmpty() || levels.size() > MOST_LEVELS) {
                throw new SeqNetException(
                        "Quantiles: " + levels.size() + " levels are not between 1 and " + MOST_LEVELS + ".");
            }
            double before = 0;
            for (double level : levels) {
                if (!(level > before && level < 1)) {
                    throw new SeqNetException("Quantiles: " + level + " is not above " + before
                            + " and below 1. List them in ascending " + "order, for example 0.1, 0.5, 0.9.");
                }
                before = level;
            }
        }

        @Override
        public <T> T fold(
                Function<Squared, T> squared,
                Function<Absolute, T> absolute,
                Function<Huber, T> huber,
                Function<Quantiles, T> quantiles) {
            return quantiles.apply(this);
        }

        @Override
        public int outputs() {
            return levels.size();
        }

        /** Returns the level next to the median. */
        @Override
        public int point() {
            int best = 0;
            for (int i = 1; i < levels.size(); i++) {
                if (Math.abs(levels.get(i) - 0.5) < Math.abs(levels.get(best) - 0.5)) {
                    best = i;
                }
            }
            return best;
        }

        @Override
        public double of(float[] outputs, int at, double actual) {
            double sum = 0;
            for (int i = 0; i < levels.size(); i++) {
                double error = outputs[at + i] - actual;
                sum += Math.max(-levels.get(i) * error, (1 - levels.get(i)) * error);
            }
            return sum / levels.size();
        }

        @Override
        public String title() {
            return levels.stream()
                    .map(level -> String.format(Locale.ROOT, "%s", level))
                    .collect(Collectors.joining(", ", "quantiles ", ""));
        }
    }
}
