package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LstmReferenceTest {

    private static final double STEP = 1e-5;

    @ParameterizedTest(name = "N={0} T={1} F={2} H={3} masked={4}")
    @CsvSource({"1,1,1,1,false", "1,5,3,2,false", "7,1,3,2,false", "4,6,5,3,false", "4,6,5,3,true"})
    void gradients_agree_with_numeric_differences(int n, int t, int f, int h, boolean masked) {
        Random random = new Random(1);
        double[][] w = uniform(random, f, 4 * h);
        double[][] r = uniform(random, h, 4 * h);
        double[] b = uniform(random, 1, 4 * h)[0];
        double[][] h0 = uniform(random, n, h);
        double[][] c0 = uniform(random, n, h);
        double[][][] x = uniform(random, n, t, f);
        double[][][] weight = uniform(random, n, t, h);
        double[][] mask = new double[n][t];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < t; j++) {
                mask[i][j] = masked && (j < i % 2 || j >= t - i % 3) ? 0 : 1;
            }
        }
        LstmReference lstm = new LstmReference(w, r, b);
        DoubleSupplier loss = () -> dot(lstm.forward(x, h0, c0, mask), weight);
        loss.getAsDouble();
        LstmReference.Gradients gradients = lstm.backward(weight, 0);
        check(loss, w, gradients.w());
        check(loss, r, gradients.r());
        check(loss, new double[][] {b}, new double[][] {gradients.b()});
        for (int i = 0; i < n; i++) {
            check(loss, x[i], gradients.x()[i]);
        }
    }

    /** With all gates wide open and no recurrent weights, the cell adds up its inputs' tanh. */
    @Test
    void open_gates_make_the_cell_a_sum() {
        double open = 50;
        LstmReference lstm =
                new LstmReference(new double[][] {{1, 0, 0, 0}}, new double[1][4], new double[] {0, open, open, open});
        double[][][] output = lstm.forward(
                new double[][][] {{{0.1}, {0.2}, {0.3}}}, new double[1][1], new double[1][1], new double[][] {{1, 1, 1}
                });
        double sum = Math.tanh(0.1) + Math.tanh(0.2) + Math.tanh(0.3);
        assertThat(lstm.lastCell(3)[0][0]).isCloseTo(sum, within(1e-12));
        assertThat(output[0][2][0]).isCloseTo(Math.tanh(sum), within(1e-12));
    }

    private static void check(DoubleSupplier loss, double[][] values, double[][] gradients) {
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

    private static double dot(double[][][] a, double[][][] b) {
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

    private static double[][] uniform(Random random, int rows, int columns) {
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            for (int k = 0; k < columns; k++) {
                row[k] = 2 * random.nextDouble() - 1;
            }
        }
        return values;
    }

    private static double[][][] uniform(Random random, int n, int rows, int columns) {
        double[][][] values = new double[n][][];
        for (int i = 0; i < n; i++) {
            values[i] = uniform(random, rows, columns);
        }
        return values;
    }
}
