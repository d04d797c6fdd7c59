package org.seqnet.engine.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

class RidgeRegressionTest {
    private static final Runnable NEVER = () -> {};

    @BeforeAll
    static void start() {
        Backend.start();
    }

    /** Returns two targets that depend on the first features, and noise. */
    private static double[][] targets(float[][] features) {
        var stream = new SeedStream(7, Purpose.ORDER);
        var targets = new double[2][features.length];
        for (int i = 0; i < features.length; i++) {
            targets[0][i] = 3 + 2 * features[i][0] - features[i][1] + 0.3 * stream.nextGaussian();
            targets[1][i] = -1 + features[i][2] + 0.1 * stream.nextGaussian();
        }
        return targets;
    }

    @ParameterizedTest(name = "{0} rows of {1} features")
    @CsvSource({"12, 20", "15, 15", "40, 6", "300, 4", "9, 600"})
    void the_penalty_and_its_fit_are_those_of_plain_leave_one_out_over_both_targets(int rows, int width) {
        float[][] features = RidgeClassifierTest.features(rows, width);
        double[][] targets = targets(features);

        var fit = RidgeRegression.fit(features, targets, NEVER);

        double best = plainPenalty(features, targets);
        assertThat(fit.penalty()).isEqualTo(best);
        requireFit(fit, features, targets, best);
    }

    private static double plainPenalty(float[][] features, double[][] targets) {
        double least = Double.POSITIVE_INFINITY;
        double best = 0;
        for (double penalty : Ridge.penalties()) {
            double error = 0;
            for (double[] target : targets) {
                for (int i = 0; i < target.length; i++) {
                    int without = i;
                    int[] others = IntStream.range(0, target.length)
                            .filter(row -> row != without)
                            .toArray();
                    double[] plain =
                            RidgeClassifierTest.plainFit(rows(features, others), values(target, others), penalty);
                    double predicted = plain[plain.length - 1];
                    for (int f = 0; f < plain.length - 1; f++) {
                        predicted += plain[f] * features[i][f];
                    }
                    error += (predicted - target[i]) * (predicted - target[i]);
                }
            }
            if (error < least) {
                least = error;
                best = penalty;
            }
        }
        return best;
    }

    private static float[][] rows(float[][] features, int[] numbers) {
        return Arrays.stream(numbers).mapToObj(i -> features[i]).toArray(float[][]::new);
    }

    private static double[] values(double[] target, int[] numbers) {
        return Arrays.stream(numbers).mapToDouble(i -> target[i]).toArray();
    }

    private static void requireFit(LinearFit fit, float[][] features, double[][] targets, double penalty) {
        int width = features[0].length;
        for (int k = 0; k < targets.length; k++) {
            double[] plain = RidgeClassifierTest.plainFit(features, targets[k], penalty);
            for (int f = 0; f < width; f++) {
                assertThat((double) fit.weights()[k * width + f]).isEqualTo(plain[f], within(1e-5));
            }
            assertThat((double) fit.biases()[k]).isEqualTo(plain[width], within(1e-5));
        }
    }

    @Test
    void a_target_that_is_not_known_in_some_rows_is_fitted_to_the_others() {
        float[][] features = RidgeClassifierTest.features(30, 5);
        double[][] targets = targets(features);
        int[] known = IntStream.range(0, 30).filter(i -> i % 3 != 1).toArray();
        double[][] first = {targets[0].clone()};
        double[][] second = {values(targets[1], known)};
        for (int i = 1; i < 30; i += 3) {
            targets[1][i] = Double.NaN;
        }

        var fit = RidgeRegression.fit(features, targets, NEVER);

        var alone = RidgeRegression.fit(features, first, NEVER);
        var others = RidgeRegression.fit(rows(features, known), second, NEVER);
        assertThat(fit.weights()).containsExactly(join(alone.weights(), others.weights()));
        assertThat(fit.biases()).containsExactly(join(alone.biases(), others.biases()));
        assertThat(fit.penalty()).isEqualTo(Math.max(alone.penalty(), others.penalty()));
    }

    private static float[] join(float[] a, float[] b) {
        var both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void of_a_single_row_its_value_is_predicted() {
        var fit = RidgeRegression.fit(new float[][] {{1, 2, 3}}, new double[][] {{5}}, NEVER);

        assertThat(fit.weights()).containsOnly(0f);
        assertThat(fit.biases()).containsExactly(5f);
    }

    @Test
    void too_many_rows_and_features_are_refused_before_anything_is_allocated() {
        var row = new float[20_001];
        var features = new float[20_001][];
        Arrays.fill(features, row);

        assertThatThrownBy(() -> RidgeRegression.fit(features, new double[1][20_001], NEVER))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Ridge regression takes at most 20,000 rows or 20,000 features; there are 20,001 rows and "
                        + "20,001 features. Use fewer features.");
    }
}
