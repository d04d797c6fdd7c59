package org.seqnet.engine.sequence;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Figures of each feature over all time steps of many raw sequences; missing values are left out. */
final class FeatureFigures {
    /** How many values are held at once to be sorted, 64 MB of them. */
    private static final long MOST_SORTED = 16_000_000;

    private final Sequences sequences;
    private final int columns;
    private final BooleanSupplier cancelled;
    private final double[] counts;
    private final double[] means;
    private final double[] squares;
    private final double[] minima;
    private final double[] maxima;

    /** What is done with a value of a column. */
    private interface Visit {
        void value(int column, float value);
    }

    FeatureFigures(Sequences sequences, int columns, BooleanSupplier cancelled) {
        this.sequences = sequences;
        this.columns = columns;
        this.cancelled = cancelled;
        this.counts = new double[columns];
        this.means = new double[columns];
        this.squares = new double[columns];
        this.minima = new double[columns];
        this.maxima = new double[columns];
    }

    private void visit(Visit visit) {
        var values = new float[Math.toIntExact(sequences.longestValues())];
        for (int n = 0; n < sequences.size(); n++) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("Training was canceled.");
            }
            sequences.copyTo(n, values, 0);
            int count = sequences.timeSteps(n) * sequences.shape().features();
            for (int i = 0; i < count; i++) {
                if (!Float.isNaN(values[i])) {
                    visit.value(i % columns, values[i]);
                }
            }
        }
    }

    /** Takes means and squares by Welford's updates (Technometrics 4, 1962), which do not cancel. */
    private void measure() {
        if (Arrays.stream(counts).anyMatch(count -> count > 0)) {
            return;
        }
        Arrays.fill(minima, Double.POSITIVE_INFINITY);
        Arrays.fill(maxima, Double.NEGATIVE_INFINITY);
        visit((column, value) -> {
            double count = ++counts[column];
            double difference = value - means[column];
            means[column] += difference / count;
            squares[column] += difference * (value - means[column]);
            minima[column] = Math.min(minima[column], value);
            maxima[column] = Math.max(maxima[column], value);
        });
    }

    /** Returns each column's mean; 0 for one without values. */
    double[] means() {
        measure();
        return means.clone();
    }

    /** Writes what gives each column mean 0 and standard deviation 1. */
    void standardize(double[] shifts, double[] factors) {
        measure();
        for (int column = 0; column < columns; column++) {
            shifts[column] = means[column];
            factors[column] = inverse(column, deviation(column));
        }
    }

    /** Writes what maps each column's range to 0 to 1. */
    void range(double[] shifts, double[] factors) {
        measure();
        for (int column = 0; column < columns; column++) {
            shifts[column] = counts[column] == 0 ? 0 : minima[column];
            factors[column] = inverse(column, maxima[column] - minima[column]);
        }
    }

    /**
     * Writes what gives each column median 0 and interquartile range 1; quantiles are between neighbors, as in R's type
     * 7 (Hyndman and Fan, The American Statistician 50, 1996). Where half of all values are equal, the standard
     * deviation stands in for the range.
     */
    void robust(double[] shifts, double[] factors) {
        measure();
        long each = (long) Arrays.stream(counts).max().orElse(0);
        int together = (int) Math.max(1, Math.min(columns, MOST_SORTED / Math.max(1, each)));
        for (int first = 0; first < columns; first += together) {
            var sorted = sorted(first, Math.min(together, columns - first));
            for (int i = 0; i < sorted.length; i++) {
                int column = first + i;
                double width = quantile(sorted[i], 0.75) - quantile(sorted[i], 0.25);
                shifts[column] = quantile(sorted[i], 0.5);
                factors[column] = inverse(column, isSpread(column, width) ? width : deviation(column));
            }
        }
    }

    private float[][] sorted(int first, int number) {
        var values = new float[number][];
        Arrays.setAll(values, i -> new float[(int) counts[first + i]]);
        var filled = new int[number];
        visit((column, value) -> {
            int i = column - first;
            if (i >= 0 && i < number) {
                values[i][filled[i]++] = value;
            }
        });
        for (var each : values) {
            Arrays.sort(each);
        }
        return values;
    }

    private static double quantile(float[] sorted, double share) {
        if (sorted.length == 0) {
            return 0;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]);
    }

    private double deviation(int column) {
        return counts[column] == 0 ? 0 : Math.sqrt(squares[column] / counts[column]);
    }

    /** Returns 1 / width; 0 where a column varies by rounding alone, which then is 0 whatever it will hold. */
    private double inverse(int column, double width) {
        return isSpread(column, width) ? 1 / width : 0;
    }

    private boolean isSpread(int column, double width) {
        if (counts[column] == 0) {
            return false;
        }
        double noise = 2 * Math.ulp((float) Math.max(Math.abs(minima[column]), Math.abs(maxima[column])));
        return width > noise && maxima[column] - minima[column] > noise && Double.isFinite(1 / width);
    }
}
