package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimpleReferenceTest {

    @ParameterizedTest(name = "N={0} T={1} F={2} H={3} rectified={4}")
    @CsvSource({
        "1,1,1,1,false",
        "1,5,3,2,false",
        "7,1,3,2,false",
        "4,6,5,3,false",
        "1,1,1,1,true",
        "1,5,3,2,true",
        "7,1,3,2,true",
        "4,6,5,3,true"
    })
    void gradients_agree_with_numeric_differences(int n, int t, int f, int h, boolean rectified) {
        Random random = new Random(1);
        double[][] w = NumericDifferences.uniform(random, f, h);
        double[][] r = NumericDifferences.uniform(random, h, h);
        double[] b = NumericDifferences.uniform(random, 1, h)[0];
        double[][][] x = NumericDifferences.uniform(random, n, t, f);
        double[][][] weight = NumericDifferences.uniform(random, n, t, h);
        SimpleReference rnn = new SimpleReference(rectified, w, r, b);
        DoubleSupplier loss = () -> NumericDifferences.dot(rnn.forward(x), weight);
        loss.getAsDouble();
        ReferenceEquations.Gradients gradients = rnn.backward(weight);
        NumericDifferences.check(loss, w, gradients.w());
        NumericDifferences.check(loss, r, gradients.r());
        NumericDifferences.check(loss, new double[][] {b}, new double[][] {gradients.b()});
        for (int i = 0; i < n; i++) {
            NumericDifferences.check(loss, x[i], gradients.x()[i]);
        }
    }

    /** With a recurrent weight of 1, a rectified unit adds up its inputs, and tanh bends the sum of each step. */
    @Test
    void a_recurrent_weight_of_one_makes_the_output_a_sum() {
        double[][][] x = {{{0.1}, {0.2}, {0.3}}};
        double[][] one = {{1}};

        SimpleReference rectified = new SimpleReference(true, one, one, new double[1]);
        assertThat(rectified.forward(x)[0][2][0]).isCloseTo(0.6, within(1e-12));
        SimpleReference bent = new SimpleReference(false, one, one, new double[1]);
        assertThat(bent.forward(x)[0][2][0]).isCloseTo(Math.tanh(0.3 + Math.tanh(0.2 + Math.tanh(0.1))), within(1e-12));
    }

    @Test
    void a_rectified_unit_below_zero_passes_no_gradient() {
        SimpleReference rnn = new SimpleReference(true, new double[][] {{1}}, new double[][] {{1}}, new double[1]);
        rnn.forward(new double[][][] {{{-0.5}, {0.2}}});

        ReferenceEquations.Gradients gradients = rnn.backward(new double[][][] {{{7}, {1}}});

        assertThat(gradients.x()[0]).isDeepEqualTo(new double[][] {{0}, {1}});
        assertThat(gradients.w()[0][0]).isEqualTo(0.2);
    }
}
