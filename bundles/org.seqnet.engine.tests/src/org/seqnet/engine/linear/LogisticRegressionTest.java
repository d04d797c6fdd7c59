package org.seqnet.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

class LogisticRegressionTest {
    private static final Runnable NEVER = () -> {};
    private static final int[] NONE = {};

    @BeforeAll
    static void start() {
        Backend.start();
    }

    @Test
    void the_gradient_agrees_with_numeric_differences_and_the_loss_with_its_definition() {
        float[][] features = RidgeClassifierTest.features(70, 5);
        int[] classes = RidgeClassifierTest.classes(70, 3);
        int[] rows = IntStream.range(0, 70).filter(i -> i % 3 > 0).toArray();
        try (var workers = new Workers(2, MatrixProducts.fastest());
                var loss = new LogisticLoss(features, classes, 3, rows, workers, MatrixProducts.fastest())) {
            var stream = new SeedStream(5, Purpose.ORDER);
            var parameters = new double[loss.size()];
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] = stream.nextGaussian();
            }
            var gradient = new double[parameters.length];

            double value = loss.of(parameters, gradient);

            assertThat(value).isEqualTo(plainLoss(features, classes, rows, parameters), within(1e-5));
            assertThat(loss.of(parameters)).isEqualTo(value);
            for (int i = 0; i < parameters.length; i++) {
                double kept = parameters[i];
                parameters[i] = kept + 1e-5;
                double above = plainLoss(features, classes, rows, parameters);
                parameters[i] = kept - 1e-5;
                double below = plainLoss(features, classes, rows, parameters);
                parameters[i] = kept;
                assertThat(gradient[i]).isEqualTo((above - below) / 2e-5, within(1e-5));
            }
        }
    }

    private static double plainLoss(float[][] features, int[] classes, int[] rows, double[] parameters) {
        double loss = 0;
        for (int row : rows) {
            var scores = new double[3];
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                scores[k] = parameters[15 + k];
                for (int f = 0; f < 5; f++) {
                    scores[k] += features[row][f] * parameters[f * 3 + k];
                }
                sum += Math.exp(scores[k]);
            }
            loss -= Math.log(Math.exp(scores[classes[row]]) / sum);
        }
        return loss / rows.length;
    }

    /** Without features, the biases are the logarithms of the classes' shares, up to a number that all have. */
    @Test
    void features_that_tell_nothing_leave_the_shares_of_the_classes() {
        int[] classes = {0, 0, 0, 0, 0, 0, 1, 1};

        var fit = fit(new float[8][3], classes, 2, 1, NONE);

        assertThat(fit.weights()).containsOnly(0);
        assertThat(fit.biases()[0] - fit.biases()[1]).isEqualTo((float) Math.log(3), within(2e-3f));
        assertThat(fit.penalty()).isEqualTo(0.01);
    }

    /** At the minimum, each weight times the penalty is what the loss would gain. */
    @Test
    void the_fit_is_the_minimum_of_loss_and_penalty() {
        float[][] features = RidgeClassifierTest.features(90, 6);
        int[] classes = RidgeClassifierTest.classes(90, 3);

        var fit = fit(features, classes, 3, 2, NONE);

        try (var workers = new Workers(1, MatrixProducts.fastest());
                var loss = new LogisticLoss(
                        features, classes, 3, IntStream.range(0, 90).toArray(), workers, MatrixProducts.fastest())) {
            var parameters = new double[loss.size()];
            for (int k = 0; k < 3; k++) {
                for (int f = 0; f < 6; f++) {
                    parameters[f * 3 + k] = fit.weights()[k * 6 + f];
                }
                parameters[18 + k] = fit.biases()[k];
            }
            var gradient = new double[parameters.length];
            loss.of(parameters, gradient);
            for (int i = 0; i < gradient.length; i++) {
                assertThat(gradient[i] + (i < 18 ? fit.penalty() * parameters[i] : 0))
                        .isEqualTo(0, within(2e-4));
            }
        }
    }

    @Test
    void the_penalty_is_the_one_that_costs_least_on_held_out_rows() {
        float[][] features = RidgeClassifierTest.features(60, 30);
        int[] classes = IntStream.range(0, 60).map(i -> i / 2 % 2).toArray();
        for (int i = 0; i < 60; i++) {
            features[i][0] = classes[i] == 0 ? -1 : 1;
        }
        int[] heldOut = IntStream.range(0, 60).filter(i -> i % 4 == 1).toArray();
        // what is held out says the opposite: only weights of nearly 0 do no harm
        int[] contradicting = classes.clone();
        for (int row : heldOut) {
            contradicting[row] = 1 - contradicting[row];
        }

        assertThat(fit(features, contradicting, 2, 1, heldOut).penalty()).isEqualTo(1);
        assertThat(fit(features, classes, 2, 1, heldOut).penalty()).isLessThan(1);
    }

    @Test
    void threads_decide_on_nothing() {
        float[][] features = RidgeClassifierTest.features(200, 40);
        int[] classes = RidgeClassifierTest.classes(200, 3);
        int[] heldOut = IntStream.range(0, 200).filter(i -> i % 5 == 1).toArray();

        var one = fit(features, classes, 3, 1, heldOut);
        var three = fit(features, classes, 3, 3, heldOut);

        assertThat(three.weights()).isEqualTo(one.weights());
        assertThat(three.biases()).isEqualTo(one.biases());
        assertThat(three.penalty()).isEqualTo(one.penalty());
    }

    @Test
    void it_can_be_cancelled_at_any_evaluation() {
        var left = new AtomicInteger(3);
        try (var regression = new LogisticRegression(
                RidgeClassifierTest.features(30, 5), RidgeClassifierTest.classes(30, 2), 2, 1, () -> {
                    if (left.decrementAndGet() == 0) {
                        throw new CancellationException("enough");
                    }
                })) {
            assertThatThrownBy(() -> regression.fit(NONE))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("enough");
        }
    }

    @Test
    void a_smooth_convex_function_is_minimized() {
        var place = new double[] {5, -3, 2};

        new QuasiNewton((at, gradient) -> {
                    double value = 0;
                    for (int i = 0; i < 3; i++) {
                        double weight = Math.pow(10, i);
                        gradient[i] = weight * Math.tanh(at[i] - i);
                        value += weight * Math.log(Math.cosh(at[i] - i));
                    }
                    return value;
                })
                .minimize(place);

        assertThat(place).containsExactly(new double[] {0, 1, 2}, within(2e-4));
    }

    private static LinearFit fit(float[][] features, int[] classes, int count, int threads, int[] heldOut) {
        try (var regression = new LogisticRegression(features, classes, count, threads, NEVER)) {
            return regression.fit(heldOut);
        }
    }
}
