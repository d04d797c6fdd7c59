package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleSupplier;

/** Compares gradients with what a small change of each value makes of a loss. */
final class NumericDifferences {

    private static final double STEP = 1e-5;

    private NumericDifferences() {}

    static void check(DoubleSupplier loss, double[][] values, double[][] gradients) {
        for (int row = 0; row < values.length; row++) {
            for (int k = 0; k < values[row].length; k++) {
                double value = values[row][k];
                values[row][k] = value + STEP;
                double above = loss.getAsDouble();
                values[row][k] = value - STEP;
                double below = loss.getAsDouble();
                values[row][k] = value;
                double numeric = (above - below) / (2 * STEP);
                double tolerance = 1e-9 + 1e-6 * Math.abs(numeric);
                assertThat(gradients[row][k]).as("gradient %d, %d", row, k).isCloseTo(numeric, within(tolerance));
            }
        }
    }

    static double dot(double[][][] a, double[][][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                for (int k = 0; k < a[i][j].length; k++) {
                    sum += a[i][j][k] * b[i][j][k];
                }
            }
        }
        return sum;
    }

    static double[][] uniform(Random random, int rows, int columns) {
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int k = 0; k < columns; k++) {
                row[k] = 2 * random.nextDouble() - 1;
            }
        }
        return values;
    }

    static double[][][] uniform(Random random, int n, int rows, int columns) {
        double[][][] values = new double[n][][];
        for (int i = 0; i < n; i++) {
            values[i] = uniform(random, rows, columns);
        }
        return values;
    }
}
