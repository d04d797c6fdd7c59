package org.seqnet.engine.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExponentialSmoothingTest {
    /** Oil production of Saudi Arabia in million tons, 1996 to 2013. */
    private static final double[] OIL = {
        445.3641, 453.1950, 454.4096, 422.3789, 456.0371, 440.3866, 425.1944, 486.2052, 500.4291, 521.2759, 508.9476,
        488.8889, 509.8706, 456.7229, 473.8166, 525.9509, 549.8338, 542.3405
    };

    /** Holidays of tourists in Australia in million nights, by quarters, 2005 to 2015. */
    private static final double[] TOURISTS = {
        42.20566, 24.64917, 32.66734, 37.25735, 45.24246, 29.35048, 36.34421, 41.78208, 49.27660, 31.27540, 37.85063,
        38.83704, 51.23690, 31.83855, 41.32342, 42.79900, 55.70836, 33.40714, 42.31664, 45.15712, 59.57608, 34.83733,
        44.84168, 46.97125, 60.01903, 38.37118, 46.97586, 50.73380, 61.64687, 39.29957, 52.67121, 54.33232, 66.83436,
        40.87119, 51.82854, 57.49191, 65.25147, 43.06121, 54.76076, 59.83447, 73.25703, 47.69662, 61.09777, 66.05576
    };

    /**
     * Hyndman and Athanasopoulos, "Forecasting: Principles and Practice", 2nd edition, section 7.1, with the output of
     * R's forecast 8: ses(oildata) has alpha 0.8339, sigma 29.8282, AICc 179.8573 and forecasts 542.68.
     */
    @Test
    void simple_smoothing_of_oil_production_is_the_textbooks() {
        var fit = ExponentialSmoothing.fit(OIL, 1).orElseThrow();

        assertThat(fit.form()).isEqualTo(SmoothingForm.SIMPLE);
        assertThat(fit.parameters().level()).isCloseTo(0.8339, within(2e-4));
        assertThat(fit.unit() * fit.deviation()).isCloseTo(29.8282, within(1e-3));
        // there the squared errors are summed and in the unit of the series
        assertThat(fit.criterion() + OIL.length * Math.log(OIL.length * fit.unit() * fit.unit()))
                .isCloseTo(179.8573, within(1e-3));
        var projection = fit.project(3);
        assertThat(projection.values()).containsExactly(new double[] {542.68, 542.68, 542.68}, within(0.005));
        double alpha = fit.parameters().level();
        assertThat(projection.deviations())
                .containsExactly(
                        new double[] {
                            29.8282, 29.8282 * Math.sqrt(1 + alpha * alpha), 29.8282 * Math.sqrt(1 + 2 * alpha * alpha)
                        },
                        within(1e-3));
    }

    @Test
    void tourists_have_a_trend_and_a_pattern() {
        var fit = ExponentialSmoothing.fit(TOURISTS, 4).orElseThrow();

        assertThat(fit.form()).isEqualTo(SmoothingForm.DAMPED_TREND_SEASONAL);
        var projection = fit.project(8);
        // the next first quarter lies above the last one, the deviations grow most where the pattern returns
        assertThat(projection.values()[0]).isGreaterThan(TOURISTS[40]);
        var parameters = fit.parameters();
        double variance = 1;
        double fading = 0;
        for (int j = 1; j < 8; j++) {
            fading += Math.pow(parameters.damping(), j);
            double trace = parameters.level() + parameters.trend() * fading + (j % 4 == 0 ? parameters.season() : 0);
            variance += trace * trace;
        }
        assertThat(projection.deviations()[7])
                .isCloseTo(fit.unit() * fit.deviation() * Math.sqrt(variance), within(1e-9));
    }

    @Test
    void steps_follow_the_equations_of_holt_and_winters() {
        var parameters = new SmoothingParameters(0.3, 0.05, 0.9, 0.2);
        double level = 40;
        double trend = 0.5;
        var season = new double[TOURISTS.length + 4];
        System.arraycopy(new double[] {9, -9, -2, 2}, 0, season, 0, 4);
        double squares = 0;
        for (int t = 0; t < TOURISTS.length; t++) {
            double expected = level + 0.9 * trend + season[t];
            squares += (TOURISTS[t] - expected) * (TOURISTS[t] - expected);
            double before = level;
            level = 0.3 * (TOURISTS[t] - season[t]) + 0.7 * (level + 0.9 * trend);
            // beta / alpha of the change of the level, gamma of what the level without this value leaves
            double share = 0.05 / 0.3;
            season[t + 4] = 0.2 * (TOURISTS[t] - before - 0.9 * trend) + 0.8 * season[t];
            trend = share * (level - before) + (1 - share) * 0.9 * trend;
        }
        var state = new SmoothingState(parameters, 40, 0.5, new double[] {9, -9, -2, 2});

        assertThat(state.follow(TOURISTS)).isCloseTo(squares, within(1e-9));
        assertThat(state.next()).isCloseTo(level + 0.9 * trend + season[TOURISTS.length], within(1e-9));
    }

    @Test
    void no_other_start_has_less_error() {
        for (var form : SmoothingForm.values()) {
            var parameters = SmoothingParameters.of(form, SmoothingParameters.start(form));
            double found =
                    new SmoothingStart(TOURISTS, form, 4).state(parameters).follow(TOURISTS);

            assertThat(found).isCloseTo(leastByDescent(form, parameters), within(1e-4));
        }
    }

    /** Each of level, trend and pattern in turn goes to the bottom of its parabola, until nothing is gained. */
    private static double leastByDescent(SmoothingForm form, SmoothingParameters parameters) {
        var states = new double[2 + (form.isSeasonal() ? 4 : 0)];
        states[0] = 45;
        double least = squares(form, parameters, states);
        for (int round = 0; round < 20_000; round++) {
            int i = round % states.length;
            if (i == 1 && !form.hasTrend()) {
                continue;
            }
            double here = states[i];
            states[i] = here - 1;
            double below = squares(form, parameters, states);
            states[i] = here + 1;
            double above = squares(form, parameters, states);
            states[i] = here + (below - above) / 2 / (below - 2 * least + above);
            least = squares(form, parameters, states);
        }
        return least;
    }

    private static double squares(SmoothingForm form, SmoothingParameters parameters, double[] states) {
        var season = form.isSeasonal() ? Arrays.copyOfRange(states, 2, 6) : new double[1];
        return new SmoothingState(parameters, states[0], states[1], season).follow(TOURISTS);
    }

    @Test
    void no_other_parameters_have_less_error() {
        for (var form : SmoothingForm.values()) {
            var start = new SmoothingStart(TOURISTS, form, 4);
            var fit = new ExponentialSmoothing(TOURISTS, 4).fit(form);
            double found = start.state(fit.parameters()).follow(TOURISTS);
            for (var free : grid(SmoothingParameters.lower(form), SmoothingParameters.upper(form))) {
                double other = start.state(SmoothingParameters.of(form, free)).follow(TOURISTS);
                assertThat(found).isLessThan(other * 1.001);
            }
        }
    }

    private static List<double[]> grid(double[] lower, double[] upper) {
        int steps = 7;
        return IntStream.range(0, (int) Math.pow(steps, lower.length))
                .mapToObj(number -> {
                    var place = new double[lower.length];
                    int rest = number;
                    for (int i = 0; i < place.length; i++) {
                        place[i] = lower[i] + (upper[i] - lower[i]) * (rest % steps) / (steps - 1);
                        rest /= steps;
                    }
                    return place;
                })
                .toList();
    }

    @Test
    void forecasts_move_and_grow_with_the_series() {
        var plain = ExponentialSmoothing.fit(TOURISTS, 4).orElseThrow().project(9);
        var moved = Arrays.stream(TOURISTS).map(value -> 1e6 - 250 * value).toArray();
        var other = ExponentialSmoothing.fit(moved, 4).orElseThrow().project(9);

        for (int step = 0; step < 9; step++) {
            assertThat(other.values()[step]).isCloseTo(1e6 - 250 * plain.values()[step], within(1e-3));
            assertThat(other.deviations()[step]).isCloseTo(250 * plain.deviations()[step], within(1e-3));
        }
    }

    @Test
    void an_exact_pattern_goes_on_though_values_are_missing() {
        var pattern = new double[] {0, -5, 7, 0, 0, 12};
        var history = IntStream.range(0, 60)
                .mapToDouble(t -> t % 11 == 3 ? Double.NaN : pattern[t % 6])
                .toArray();
        var projection = ExponentialSmoothing.fit(history, 6).orElseThrow().project(8);

        for (int step = 0; step < 8; step++) {
            assertThat(projection.values()[step]).isCloseTo(pattern[step % 6], within(1e-6));
        }
    }

    @Test
    void a_place_of_the_period_without_a_known_value_is_taken_as_the_level() {
        var history = IntStream.range(0, 48)
                .mapToDouble(t -> t % 6 == 2 ? Double.NaN : 10 + (t % 2 == 0 ? 3 : -3) + 0.1 * (t % 5))
                .toArray();
        var projection = ExponentialSmoothing.fit(history, 6).orElseThrow().project(6);

        assertThat(Arrays.stream(projection.values())).allMatch(value -> value > 5 && value < 15);
    }

    @Test
    void sales_with_many_zeros_have_a_level_between_them() {
        var random = new Random(7);
        var history = IntStream.range(0, 120)
                .mapToDouble(t -> random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0)
                .toArray();
        var projection = ExponentialSmoothing.fit(history, 7).orElseThrow().project(14);

        assertThat(Arrays.stream(projection.values())).allMatch(value -> value > 0 && value < 3);
        assertThat(Arrays.stream(projection.deviations())).allMatch(value -> value > 0.5 && value < 5);
    }

    /** Half-hourly demand repeats after 336 steps, where least squares for the start would take too long. */
    @Test
    void a_long_period_starts_from_its_first_two() {
        var history = IntStream.range(0, 3000)
                .mapToDouble(t -> 30_000 + 5_000 * Math.sin(t * 2 * Math.PI / 48) - (t % 336 >= 240 ? 4_000 : 0))
                .toArray();
        var fit = ExponentialSmoothing.fit(history, 336).orElseThrow();

        assertThat(fit.form()).isEqualTo(SmoothingForm.SEASONAL);
        var projection = fit.project(336);
        for (int step = 0; step < 336; step++) {
            assertThat(projection.values()[step]).isCloseTo(history[3000 - 336 + step], within(1e-6));
        }
    }

    @Test
    void a_pattern_takes_two_periods() {
        var twice = Arrays.copyOf(TOURISTS, 12);

        assertThat(ExponentialSmoothing.fit(twice, 6).orElseThrow().form().isSeasonal())
                .isFalse();
        assertThat(ExponentialSmoothing.fit(TOURISTS, 23).orElseThrow().form().isSeasonal())
                .isFalse();
        assertThat(ExponentialSmoothing.fit(Arrays.copyOf(TOURISTS, 4), 1)).isEmpty();
        assertThat(ExponentialSmoothing.fit(Arrays.copyOf(TOURISTS, 5), 1)).isPresent();
    }
}
