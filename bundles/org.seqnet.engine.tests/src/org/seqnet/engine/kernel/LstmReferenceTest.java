package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LstmReferenceTest {

    @ParameterizedTest(name = "N={0} T={1} F={2} H={3}")
    @CsvSource({"1,1,1,1", "1,5,3,2", "7,1,3,2", "4,6,5,3"})
    void gradients_agree_with_numeric_differences(int n, int t, int f, int h) {
        Random random = new Random(1);
        double[][] w = NumericDifferences.uniform(random, f, 4 * h);
        double[][] r = NumericDifferences.uniform(random, h, 4 * h);
        double[] b = NumericDifferences.uniform(random, 1, 4 * h)[0];
        double[][][] x = NumericDifferences.uniform(random, n, t, f);
        double[][][] weight = NumericDifferences.uniform(random, n, t, h);
        LstmReference lstm = new LstmReference(w, r, b);
        DoubleSupplier loss = () -> NumericDifferences.dot(lstm.forward(x), weight);
        loss.getAsDouble();
        LstmReference.Gradients gradients = lstm.backward(weight);
        NumericDifferences.check(loss, w, gradients.w());
        NumericDifferences.check(loss, r, gradients.r());
        NumericDifferences.check(loss, new double[][] {b}, new double[][] {gradients.b()});
        for (int i = 0; i < n; i++) {
            NumericDifferences.check(loss, x[i], gradients.x()[i]);
        }
    }

    /** With all gates wide open and no recurrent weights, the cell adds up its inputs' tanh. */
    @Test
    void open_gates_make_the_cell_a_sum() {
        double open = 50;
        LstmReference lstm =
                new LstmReference(new double[][] {{1, 0, 0, 0}}, new double[1][4], new double[] {0, open, open, open});
        double[][][] output = lstm.forward(new double[][][] {{{0.1}, {0.2}, {0.3}}});
        double sum = Math.tanh(0.1) + Math.tanh(0.2) + Math.tanh(0.3);
        assertThat(lstm.lastCell(0)[0]).isCloseTo(sum, within(1e-12));
        assertThat(output[0][2][0]).isCloseTo(Math.tanh(sum), within(1e-12));
    }
}
