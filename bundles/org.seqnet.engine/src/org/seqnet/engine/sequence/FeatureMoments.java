package org.seqnet.engine.sequence;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Number, mean, squared distances from it and range of the values of each column of raw sequences, over all time steps;
 * missing values are left out. Those of parts add up to those of the whole.
 *
 * <p>Source: Welford, Technometrics 4, 1962; sums of parts by Chan, Golub and LeVeque, 1979.
 */
public final class FeatureMoments implements Serializable {
    private static final long serialVersionUID = 1;

    private final double[] counts;
    private final double[] means;
    private final double[] squares;
    private final double[] minima;
    private final double[] maxima;

    FeatureMoments(int columns) {
        this.counts = new double[columns];
        this.means = new double[columns];
        this.squares = new double[columns];
        this.minima = new double[columns];
        this.maxima = new double[columns];
        Arrays.fill(minima, Double.POSITIVE_INFINITY);
        Arrays.fill(maxima, Double.NEGATIVE_INFINITY);
    }

    void add(int column, float value) {
        double count = ++counts[column];
        double difference = value - means[column];
        means[column] += difference / count;
        squares[column] += difference * (value - means[column]);
        minima[column] = Math.min(minima[column], value);
        maxima[column] = Math.max(maxima[column], value);
    }

    /** Returns those of these values and of others of the same columns. */
    public FeatureMoments plus(FeatureMoments others) {
        var sum = new FeatureMoments(counts.length);
        for (int i = 0; i < counts.length; i++) {
            double all = counts[i] + others.counts[i];
            double distance = others.means[i] - means[i];
            boolean areBoth = counts[i] > 0 && others.counts[i] > 0;
            var known = counts[i] > 0 ? this : others;
            sum.counts[i] = all;
            sum.means[i] = areBoth ? means[i] + distance * others.counts[i] / all : known.means[i];
            sum.squares[i] = areBoth
                    ? squares[i] + others.squares[i] + distance * distance * counts[i] / all * others.counts[i]
                    : known.squares[i];
            sum.minima[i] = Math.min(minima[i], others.minima[i]);
            sum.maxima[i] = Math.max(maxima[i], others.maxima[i]);
        }
        return sum;
    }

    /** Returns each column's mean; 0 for one without values. */
    double[] means() {
        return means.clone();
    }

    /** Returns how many values a column has. */
    public long count(int column) {
        return (long) counts[column];
    }

    /** Returns the number of columns. */
    public int columns() {
        return counts.length;
    }

    /** Writes what gives each column mean 0 and standard deviation 1. */
    void standardize(double[] shifts, double[] factors) {
        for (int column = 0; column < counts.length; column++) {
            shifts[column] = means[column];
            factors[column] = inverse(column, deviation(column));
        }
    }

    /** Writes what maps each column's range to 0 to 1. */
    void range(double[] shifts, double[] factors) {
        for (int column = 0; column < counts.length; column++) {
            shifts[column] = counts[column] == 0 ? 0 : minima[column];
            factors[column] = inverse(column, maxima[column] - minima[column]);
        }
    }

    /**
     * Writes what gives each column median 0 and interquartile range 1. Where half of all values are equal, the
     * standard deviation stands in for the range.
     *
     * @param quartiles the first, the second and the third one of each column
     */
    void robust(double[][] quartiles, double[] shifts, double[] factors) {
        for (int column = 0; column < counts.length; column++) {
            double width = quartiles[column][2] - quartiles[column][0];
            shifts[column] = quartiles[column][1];
            factors[column] = inverse(column, isSpread(column, width) ? width : deviation(column));
        }
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
