package org.seqnet.engine.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final double NAN = Double.NaN;

    @Test
    void naive_repeats_the_last_value_and_grows_unsure_like_a_random_walk() {
        var projection = Baseline.NAIVE.project(new double[] {1, 4, 2}, 12, 4);

        assertThat(projection.values()).containsExactly(2, 2, 2, 2);
        // differences 3 and -2: the root of 13 / 2, times the root of the steps ahead
        double deviation = Math.sqrt(6.5);
        assertThat(projection.deviations())
                .containsExactly(
                        new double[] {deviation, deviation * Math.sqrt(2), deviation * Math.sqrt(3), deviation * 2},
                        within(1e-12));
    }

    @Test
    void seasonal_naive_repeats_the_last_period() {
        var projection = Baseline.SEASONAL_NAIVE.project(new double[] {9, 1, 2, 3, 4, 5, 6}, 3, 7);

        assertThat(projection.values()).containsExactly(4, 5, 6, 4, 5, 6, 4);
        // differences -6, 4, 3, 3 ... of values three steps apart: 3 - 9, 4 - 1, 5 - 2, 6 - 3
        double deviation = Math.sqrt((36 + 9 + 9 + 9) / 4.0);
        assertThat(projection.deviations()[2]).isCloseTo(deviation, within(1e-12));
        assertThat(projection.deviations()[3]).isCloseTo(deviation * Math.sqrt(2), within(1e-12));
        assertThat(projection.deviations()[6]).isCloseTo(deviation * Math.sqrt(3), within(1e-12));
    }

    @Test
    void missing_values_are_taken_from_earlier() {
        assertThat(Baseline.NAIVE.project(new double[] {1, 4, NAN, NAN}, 1, 2).values())
                .containsExactly(4, 4);
        assertThat(Baseline.SEASONAL_NAIVE
                        .project(new double[] {1, 2, 3, 4, NAN, 6}, 2, 3)
                        .values())
                .containsExactly(3, 6, 3);
    }

    @Test
    void a_history_shorter_than_a_period_repeats_its_last_value_where_it_has_none() {
        var projection = Baseline.SEASONAL_NAIVE.project(new double[] {7, 5}, 4, 5);

        // the places of the period of the last two values are known
        assertThat(projection.values()).containsExactly(5, 5, 7, 5, 5);
        assertThat(projection.deviations()).containsOnly(NAN);
    }

    @Test
    void without_a_known_value_nothing_is_expected() {
        for (var baseline : Baseline.values()) {
            for (var history : new double[][] {{}, {NAN, NAN}}) {
                var projection = baseline.project(history, 2, 3);
                assertThat(projection.values()).containsExactly(NAN, NAN, NAN);
                assertThat(projection.deviations()).containsExactly(NAN, NAN, NAN);
            }
        }
    }

    @Test
    void a_constant_series_goes_on_without_doubt() {
        for (double value : new double[] {-3.7, 0, 0.1, 1e12 / 3}) {
            var history = IntStream.range(0, 30).mapToDouble(i -> value).toArray();
            for (var baseline : Baseline.values()) {
                var projection = baseline.project(history, 7, 9);
                assertThat(projection.values()).containsOnly(value);
                assertThat(projection.deviations()).containsOnly(0);
                assertThat(projection.quantiles(8, new double[] {0.1, 0.9})).containsExactly(value, value);
            }
        }
    }

    @Test
    void few_values_are_smoothed_as_naive() {
        var history = new double[] {3, NAN, 5, 4, 8};
        var naive = Baseline.NAIVE.project(history, 2, 3);
        var smoothing = Baseline.SMOOTHING.project(history, 2, 3);

        assertThat(smoothing.values()).isEqualTo(naive.values());
        assertThat(smoothing.deviations()).isEqualTo(naive.deviations());
    }

    @Test
    void quantiles_are_those_of_the_normal_distribution() {
        var projection = new Projection(new double[] {10}, new double[] {2});

        assertThat(projection.quantiles(0, new double[] {0.025, 0.5, 0.9}))
                .containsExactly(
                        new double[] {10 - 2 * 1.959963984540054, 10, 10 + 2 * 1.2815515655446004}, within(1e-9));
    }

    @Test
    void the_scale_is_the_mean_absolute_difference_one_period_apart() {
        assertThat(Baseline.scale(new double[] {1, 4, 2, 2}, 1)).isEqualTo((3 + 2 + 0) / 3.0);
        assertThat(Baseline.scale(new double[] {1, 4, 2, 2}, 2)).isEqualTo((1 + 2) / 2.0);
        assertThat(Baseline.scale(new double[] {1, NAN, 3, 2, 9}, 2)).isEqualTo((2 + 6) / 2.0);
    }

    @Test
    void constant_and_short_histories_have_no_scale() {
        assertThat(Baseline.scale(new double[] {5, 5, 5}, 1)).isNaN();
        assertThat(Baseline.scale(new double[] {1, 2, 1, 2}, 2)).isNaN();
        assertThat(Baseline.scale(new double[] {1, 2, 3}, 3)).isNaN();
        assertThat(Baseline.scale(new double[] {1, NAN, 3, NAN}, 1)).isNaN();
    }
}
