package org.seqnet.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueErrorsTest {
    private static final double NONE = Double.NaN;

    private static ValueErrors of(int targets, double[] actual, double[] predicted) {
        return ValueErrors.of(targets, actual.length, i -> actual[i], i -> predicted[i] - actual[i]);
    }

    @Test
    void figures_of_one_target_are_those_computed_by_hand() {
        // mean 4, variation 9 + 1 + 1 + 9 = 20, errors 1, -2, 0, 1
        var errors = of(1, new double[] {1, 3, 5, 7}, new double[] {2, 1, 5, 8});

        assertThat(errors.explained()).isEqualTo(1 - 6 / 20.0);
        assertThat(errors.meanAbsolute()).isEqualTo(1);
        assertThat(errors.rootMeanSquared()).isEqualTo(Math.sqrt(6 / 4.0));
    }

    @Test
    void of_several_targets_they_are_means_over_targets_and_what_is_not_known_does_not_count() {
        // first target: values 0, 2, errors 1, 1; R2 = 0; second: values 10, errors -4; R2 of one value is 0
        var errors = of(2, new double[] {0, 10, 2, NONE}, new double[] {1, 6, 3, 99});

        assertThat(errors.explained()).isZero();
        assertThat(errors.meanAbsolute()).isEqualTo((1 + 4) / 2.0);
        assertThat(errors.rootMeanSquared()).isEqualTo(Math.sqrt((1 + 16) / 2.0));
        var known = of(2, new double[] {0, NONE, 2, NONE}, new double[] {0, 1, 1, 1});
        assertThat(known.explained()).isEqualTo(1 - 1 / 2.0);
        assertThat(known.meanAbsolute()).isEqualTo(0.5);
    }

    @Test
    void r2_of_values_that_do_not_vary_is_1_if_all_are_exact_and_otherwise_0() {
        assertThat(of(1, new double[] {3, 3}, new double[] {3, 3}).explained()).isEqualTo(1);
        assertThat(of(1, new double[] {3, 3}, new double[] {3, 1e9}).explained())
                .isZero();
        assertThat(of(1, new double[] {7}, new double[] {6}).explained()).isZero();
    }

    @Test
    void figures_of_nothing_known_are_0() {
        var errors = of(2, new double[] {NONE, NONE}, new double[] {1, 2});

        assertThat(errors.isNone()).isFalse();
        assertThat(errors.explained()).isZero();
        assertThat(errors.meanAbsolute()).isZero();
        assertThat(errors.rootMeanSquared()).isZero();
        assertThat(ValueErrors.NONE.isNone()).isTrue();
    }

    @Test
    void sums_of_parts_are_those_of_the_whole_at_any_offset() {
        var random = new Random(1);
        for (double offset : new double[] {0, 1.7e12}) {
            var actual = random.doubles(60)
                    .map(value -> value < 0.1 ? NONE : offset + 1000 * value)
                    .toArray();
            var errors = random.doubles(60).map(value -> value - 0.5).toArray();
            var whole = ValueErrors.of(3, 60, i -> actual[i], i -> errors[i]);
            var parts = ValueErrors.NONE;
            for (int from = 0; from < 60; from += 15) {
                int first = from;
                parts = parts.plus(ValueErrors.of(3, 15, i -> actual[first + i], i -> errors[first + i]));
            }

            assertThat(parts.explained()).isCloseTo(whole.explained(), within(1e-12));
            assertThat(parts.meanAbsolute()).isCloseTo(whole.meanAbsolute(), within(1e-12));
            assertThat(parts.rootMeanSquared()).isCloseTo(whole.rootMeanSquared(), within(1e-12));
            assertThat(whole.explained()).isBetween(0.99999, 1.0);
        }
    }
}
