package org.seqnet.engine.kernel.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.Targets;

class SigmoidLossTest {
    private static final LabelSets SETS = LabelSets.of(List.of(new int[0], new int[] {0, 2}, new int[] {0, 1, 2}));
    private static final Targets TARGETS = new Targets(SETS);

    private final SigmoidLoss loss = new SigmoidLoss();

    @Test
    void values_of_zero_are_even_odds_for_each_label() {
        var z = new float[3];
        var probabilities = new double[3];

        assertThat(loss.differentiate(z, probabilities, TARGETS, 1)).isCloseTo(3 * Math.log(2), within(1e-12));
        assertThat(probabilities).containsExactly(0.5, 0.5, 0.5);
        assertThat(z).containsExactly(-0.5f, 0.5f, -0.5f);
    }

    @Test
    void the_loss_is_the_sum_over_labels_that_are_there_and_others() {
        // odds of 3 : 1, 1 : 4 and 9 : 1
        float[] z = {(float) Math.log(3), (float) -Math.log(4), (float) Math.log(9)};

        assertThat(loss.differentiate(z.clone(), new double[3], TARGETS, 0))
                .isCloseTo(-Math.log(0.25 * 0.8 * 0.1), within(1e-6));
        assertThat(loss.differentiate(z.clone(), new double[3], TARGETS, 1))
                .isCloseTo(-Math.log(0.75 * 0.8 * 0.9), within(1e-6));
        assertThat(loss.differentiate(z.clone(), new double[3], TARGETS, 2))
                .isCloseTo(-Math.log(0.75 * 0.2 * 0.9), within(1e-6));
    }

    @Test
    void gradients_are_what_a_small_change_makes_of_the_loss() {
        var random = new Random(1);
        for (int n = 0; n < SETS.size(); n++) {
            for (int run = 0; run < 100; run++) {
                var z = new float[3];
                for (int k = 0; k < 3; k++) {
                    z[k] = (float) (3 * random.nextGaussian());
                }
                var gradients = z.clone();
                loss.differentiate(gradients, new double[3], TARGETS, n);
                for (int k = 0; k < 3; k++) {
                    double numeric = (plain(z, n, k, 1e-5) - plain(z, n, k, -1e-5)) / 2e-5;
                    assertThat((double) gradients[k]).isCloseTo(numeric, within(1e-6));
                }
            }
        }
    }

    /** Returns the loss by its definition, of values of which one is changed. */
    private static double plain(float[] z, int n, int changed, double change) {
        return IntStream.range(0, z.length)
                .mapToDouble(k -> {
                    double probability = 1 / (1 + Math.exp(-(z[k] + (k == changed ? change : 0))));
                    return -Math.log(SETS.has(n, k) ? probability : 1 - probability);
                })
                .sum();
    }

    @Test
    void values_of_any_size_have_a_finite_loss_and_gradients() {
        float[] z = {1000, Float.MAX_VALUE, -1000};

        assertThat(loss.differentiate(z, new double[3], TARGETS, 1)).isEqualTo((double) Float.MAX_VALUE + 1000);
        assertThat(z).containsExactly(0, 1, -1);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void a_value_that_is_not_finite_has_no_probability_and_leaves_the_others_theirs(float value) {
        var probabilities = new double[3];

        loss.answers(new float[] {0, value, 0}, probabilities);

        assertThat(probabilities).containsExactly(0.5, Double.NaN, 0.5);
    }

    @Test
    void all_labels_must_be_right() {
        assertThat(loss.score(new float[] {-1, -1, -1}, TARGETS, 0)).isEqualTo(1);
        assertThat(loss.score(new float[] {-1, -1, 0}, TARGETS, 0)).isZero();
        assertThat(loss.score(new float[] {0, -1, 2}, TARGETS, 1)).isEqualTo(1);
        assertThat(loss.score(new float[] {0, 1, 2}, TARGETS, 1)).isZero();
        assertThat(loss.score(new float[] {0, 1, -2}, TARGETS, 1)).isZero();
        assertThat(loss.score(new float[] {0, Float.NaN, 2}, TARGETS, 2)).isZero();
        assertThat(loss.score(new float[] {1, 1, 1}, TARGETS, 2)).isEqualTo(1);
    }
}
