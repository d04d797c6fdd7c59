package org.seqnet.engine.linear;

import java.util.Arrays;

/**
 * What ridge regression gives for each row if it is fitted to all others, for several penalties: without fitting
 * anything again, as the residual divided by the share of itself that a row does not decide on.
 *
 * <p>Rows are given in the directions of the eigenvectors, in which every penalty shrinks by itself. The intercept is
 * not penalized.
 *
 * <p>Source: Allen, 1974 (PRESS); Golub, Heath and Wahba, 1979.
 */
final class LeaveOneOut {
    private static final double LEAST_SHARE = 1e-12;

    private final double[] penalties;
    private final double[] eigenvalues;
    /** The targets of each class, less their mean. */
    private final double[][] targets;
    /** The sums of targets by directions, for each direction and class. */
    private final double[][] projected;
    /** By penalty: the weight of each row in its own fit. */
    private final double[][] leverages;
    /** By penalty and class: the fit of each row, later what it is without the row. */
    private final double[][][] fits;

    LeaveOneOut(double[] penalties, double[] eigenvalues, double[][] targets) {
        int rows = targets[0].length;
        this.penalties = penalties;
        this.eigenvalues = eigenvalues;
        this.targets = targets;
        this.projected = new double[eigenvalues.length][targets.length];
        this.leverages = new double[penalties.length][rows];
        this.fits = new double[penalties.length][targets.length][rows];
        for (var leverage : leverages) {
            Arrays.fill(leverage, 1.0 / rows);
        }
    }

    /** Takes what some rows are in a direction, to know the sums of targets; all rows in all before {@link #fit}. */
    void project(int direction, double[] values, int first, int count) {
        for (int k = 0; k < targets.length; k++) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += values[i] * targets[k][first + i];
            }
            projected[direction][k] += sum;
        }
    }

    /** Takes what some rows are in a direction. */
    void fit(int direction, double[] values, int first, int count) {
        for (int p = 0; p < penalties.length; p++) {
            double share = share(direction, p);
            double[] leverage = leverages[p];
            for (int i = 0; i < count; i++) {
                leverage[first + i] += share * values[i] * values[i];
            }
            for (int k = 0; k < targets.length; k++) {
                double factor = share * projected[direction][k];
                double[] fit = fits[p][k];
                for (int i = 0; i < count; i++) {
                    fit[first + i] += factor * values[i];
                }
            }
        }
    }

    private double share(int direction, int penalty) {
        return 1 / (eigenvalues[direction] + penalties[penalty]);
    }

    /** Returns the weight of a direction by a penalty, for each class. */
    double[] weights(int direction, int penalty) {
        return Arrays.stream(projected[direction])
                .map(sum -> sum * share(direction, penalty))
                .toArray();
    }

    /** Returns, by class, what the fit to all others gives for each row, less the mean target. */
    double[][] scores(int penalty) {
        int rows = targets[0].length;
        var scores = new double[targets.length][rows];
        for (int k = 0; k < targets.length; k++) {
            for (int i = 0; i < rows; i++) {
                double residual = targets[k][i] - fits[penalty][k][i];
                scores[k][i] = targets[k][i] - residual / Math.max(LEAST_SHARE, 1 - leverages[penalty][i]);
            }
        }
        return scores;
    }

    /** Returns the penalty, counted from 0, with the least mean squared error over all rows and classes. */
    int best() {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int p = 0; p < penalties.length; p++) {
            double error = 0;
            var scores = scores(p);
            for (int k = 0; k < targets.length; k++) {
                for (int i = 0; i < scores[k].length; i++) {
                    double difference = targets[k][i] - scores[k][i];
                    error += difference * difference;
                }
            }
            if (error < least) {
                least = error;
                best = p;
            }
        }
        return best;
    }
}
