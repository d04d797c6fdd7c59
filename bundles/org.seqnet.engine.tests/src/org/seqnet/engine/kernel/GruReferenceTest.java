package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GruReferenceTest {

    @ParameterizedTest(name = "N={0} T={1} F={2} H={3}")
    @CsvSource({"1,1,1,1", "1,5,3,2", "7,1,3,2", "4,6,5,3"})
    void gradients_agree_with_numeric_differences(int n, int t, int f, int h) {
        Random random = new Random(1);
        double[][] w = NumericDifferences.uniform(random, f, 3 * h);
        double[][] r = NumericDifferences.uniform(random, h, 3 * h);
        double[] b = NumericDifferences.uniform(random, 1, 4 * h)[0];
        double[][][] x = NumericDifferences.uniform(random, n, t, f);
        double[][][] weight = NumericDifferences.uniform(random, n, t, h);
        GruReference gru = new GruReference(w, r, b);
        DoubleSupplier loss = () -> NumericDifferences.dot(gru.forward(x), weight);
        loss.getAsDouble();
        ReferenceEquations.Gradients gradients = gru.backward(weight);
        NumericDifferences.check(loss, w, gradients.w());
        NumericDifferences.check(loss, r, gradients.r());
        NumericDifferences.check(loss, new double[][] {b}, new double[][] {gradients.b()});
        for (int i = 0; i < n; i++) {
            NumericDifferences.check(loss, x[i], gradients.x()[i]);
        }
    }

    /** The reset gate, which is half open, takes half of the candidate's sum of h, its bias included. */
    @Test
    void the_reset_gate_comes_after_the_product() {
        GruReference gru = new GruReference(
                new double[][] {{0, 0, 1}}, new double[][] {{0, 0, 0.8}}, new double[] {0, -50, 0.1, 0.4});

        double[][] output = gru.forward(new double[][][] {{{0.3}, {-0.2}}})[0];

        double first = Math.tanh(0.3 + 0.1 + 0.5 * 0.4);
        assertThat(output[0][0]).isCloseTo(first, within(1e-12));
        assertThat(output[1][0]).isCloseTo(Math.tanh(-0.2 + 0.1 + 0.5 * (0.8 * first + 0.4)), within(1e-12));
    }

    @Test
    void an_open_update_gate_keeps_what_was_there() {
        // It is open while x is 0, and closed where x is 1.
        GruReference gru =
                new GruReference(new double[][] {{0, -100, 0.5}}, new double[1][3], new double[] {0, 50, 0, 0});

        double[][] output = gru.forward(new double[][][] {{{0}, {1}, {0}, {0}}})[0];

        assertThat(output[0][0]).isCloseTo(0, within(1e-12));
        assertThat(output[1][0]).isCloseTo(Math.tanh(0.5), within(1e-12));
        assertThat(output[3][0]).isCloseTo(Math.tanh(0.5), within(1e-12));
    }
}
