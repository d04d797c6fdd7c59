package org.seqnet.engine.backtest;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * The states before the first value of a series. For given parameters, the errors of all steps are linear in these
 * states, so the best ones are a least-squares solution. That takes time for long periods, where the first two periods
 * tell enough: their means and what is left of them.
 *
 * <p>Source: Ord, Koehler and Snyder, 1997, for the least squares.
 */
final class SmoothingStart {
    /** So many products at most, for which least squares take below a millisecond. */
    private static final long MOST_PRODUCTS = 200_000;
    /** Keeps states apart of which the known values tell nothing; far below what changes a forecast. */
    private static final double RIDGE = 1e-10;

    private final double[] values;
    private final SmoothingForm form;
    private final int period;

    /** Takes standardized values, NaN where they are missing. */
    SmoothingStart(double[] values, SmoothingForm form, int period) {
        this.values = values;
        this.form = form;
        this.period = form.isSeasonal() ? period : 1;
    }

    SmoothingState state(SmoothingParameters parameters) {
        long states = form.states(period);
        return values.length * states * states <= MOST_PRODUCTS ? best(parameters) : plain(parameters);
    }

    private SmoothingState best(SmoothingParameters parameters) {
        int count = form.states(period);
        var effects = new SmoothingState[count + 1];
        for (int i = 0; i < count; i++) {
            effects[i] = state(parameters, unit(i, count));
        }
        effects[count] = state(parameters, new double[count]);
        // the errors by one of each state, and last without any
        var errors = new double[count + 1];
        var products = new double[count + 1][count + 1];
        for (double value : values) {
            boolean known = !Double.isNaN(value);
            for (int i = 0; i <= count; i++) {
                errors[i] = known ? (i == count ? value : 0) - effects[i].next() : 0;
                effects[i].advance(errors[i]);
            }
            for (int i = 0; known && i <= count; i++) {
                double error = errors[i];
                for (int j = 0; j <= i; j++) {
                    products[i][j] += error * errors[j];
                }
            }
        }
        return state(parameters, solve(products, count));
    }

    private static double[] unit(int place, int count) {
        var unit = new double[count];
        unit[place] = 1;
        return unit;
    }

    private static double[] solve(double[][] products, int count) {
        var matrix = new double[count][count];
        var right = new double[count];
        double largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, products[i][i]);
        }
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = products[i][j];
                matrix[j][i] = products[i][j];
            }
            matrix[i][i] += RIDGE * largest;
            right[i] = -products[count][i];
        }
        return new CholeskyDecomposition(new Array2DRowRealMatrix(matrix, false), 1e-9, 0)
                .getSolver()
                .solve(new ArrayRealVector(right, false))
                .toArray();
    }

    /** Takes the level, the trend if there is one, and all values of the pattern but the last, which is 0. */
    private SmoothingState state(SmoothingParameters parameters, double[] states) {
        int first = form.hasTrend() ? 2 : 1;
        var season = Arrays.copyOfRange(states, first, first + period);
        return new SmoothingState(parameters, states[0], form.hasTrend() ? states[1] : 0, season);
    }

    private SmoothingState plain(SmoothingParameters parameters) {
        double first = mean(0, period);
        double second = mean(period, 2 * period);
        double slope = form.hasTrend() ? (second - first) / period : 0;
        double level = (first + second) / 2 - slope * (period + 0.5);
        var season = new double[period];
        for (int i = 0; i < period; i++) {
            double sum = 0;
            int known = 0;
            for (int t = i; t < 2 * period; t += period) {
                if (!Double.isNaN(values[t])) {
                    sum += values[t] - level - slope * (t + 1);
                    known++;
                }
            }
            season[i] = known == 0 ? 0 : sum / known;
        }
        return new SmoothingState(parameters, level, slope, season);
    }

    /** Returns the mean of the known values, 0 if there are none: the mean of the whole series. */
    private double mean(int from, int to) {
        return Arrays.stream(values, from, to)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
    }
}
