package org.seqnet.engine.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackTestTest {
    private static final double NAN = Double.NaN;
    private static final double[][] NO_QUANTILES = {{}, {}};

    @Test
    void the_errors_of_two_steps_are_those_computed_by_hand() {
        var test = new BackTest(0.1, 0.5, 0.9);
        var quantiles = new double[][] {{8, 11, 12}, {3, 5, 6}};
        test.add(MeasuredOrigin.of(
                new OriginForecast(0, new double[] {3, 5, 4}, new double[] {10, 8}, new double[] {11, 5}, quantiles),
                1));
        var errors = test.forecasts().overall();

        // errors -1 and 3; the scale is (2 + 1) / 2
        assertThat(errors.count()).isEqualTo(2);
        assertThat(errors.mae()).hasValue(2);
        assertThat(errors.rmse()).hasValue(Math.sqrt(5));
        assertThat(errors.mase()).hasValue((1 / 1.5 + 3 / 1.5) / 2);
        assertThat(errors.unscaled()).isZero();
        assertThat(errors.smape().orElseThrow()).isCloseTo((2.0 / 21 + 6.0 / 13) / 2, within(1e-15));
        assertThat(errors.wape()).hasValue(4.0 / 18);
        assertThat(errors.pinball().get(0).orElseThrow()).isCloseTo((0.1 * 2 + 0.1 * 5) / 2, within(1e-15));
        assertThat(errors.pinball().get(1).orElseThrow()).isCloseTo((0.5 * 1 + 0.5 * 3) / 2, within(1e-15));
        assertThat(errors.pinball().get(2).orElseThrow()).isCloseTo((0.1 * 2 + 0.9 * 2) / 2, within(1e-15));
        assertThat(errors.coverage()).hasValue(0.5);

        // the naive forecast is 4
        var naive = test.of(Baseline.NAIVE).overall();
        assertThat(naive.mae()).hasValue(5);
        assertThat(naive.mase().orElseThrow()).isCloseTo(5 / 1.5, within(1e-15));
    }

    @Test
    void bounds_of_the_interval_belong_to_it() {
        var test = new BackTest(0.25, 0.75);
        test.add(MeasuredOrigin.of(
                new OriginForecast(
                        0, new double[] {1, 2}, new double[] {4, 6}, new double[] {5, 5}, new double[][] {{4, 6}, {4, 6}
                        }),
                1));

        assertThat(test.forecasts().overall().coverage()).hasValue(1);
    }

    @Test
    void zero_predicted_as_zero_counts_0_in_smape_and_has_no_wape() {
        var test = new BackTest();
        test.add(MeasuredOrigin.of(
                new OriginForecast(0, new double[] {0, 0}, new double[] {0, 0}, new double[] {0, 3}, NO_QUANTILES), 1));
        var errors = test.forecasts().overall();

        assertThat(errors.smape()).hasValue((0 + 2) / 2.0);
        assertThat(errors.wape()).isEmpty();
        assertThat(errors.mase()).isEmpty();
        assertThat(errors.unscaled()).isEqualTo(2);
        assertThat(errors.pinball()).isEmpty();
        assertThat(errors.coverage()).isEmpty();
    }

    @Test
    void series_without_a_scale_are_left_out_of_mase_alone() {
        var test = new BackTest();
        var actual = new double[] {6, 6};
        var forecast = new double[] {5, 4};
        test.add(MeasuredOrigin.of(new OriginForecast(0, new double[] {1, 3}, actual, forecast, NO_QUANTILES), 1));
        test.add(MeasuredOrigin.of(new OriginForecast(1, new double[] {3, 3}, actual, forecast, NO_QUANTILES), 1));
        test.add(MeasuredOrigin.of(new OriginForecast(2, new double[] {3}, actual, forecast, NO_QUANTILES), 1));
        var errors = test.forecasts().overall();

        assertThat(errors.count()).isEqualTo(6);
        assertThat(errors.unscaled()).isEqualTo(4);
        assertThat(errors.mase()).hasValue((0.5 + 1) / 2);
        assertThat(errors.mae()).hasValue(1.5);
        assertThat(test.forecasts().bySeries().get(1).mase()).isEmpty();
        assertThat(test.forecasts().bySeries().get(0).mase()).hasValue(0.75);
    }

    @Test
    void values_that_did_not_come_yet_add_nothing() {
        var test = new BackTest();
        test.add(MeasuredOrigin.of(
                new OriginForecast(0, new double[] {1, 3}, new double[] {4, NAN}, new double[] {5, 9}, NO_QUANTILES),
                1));

        for (var table : List.of(test.forecasts(), test.of(Baseline.NAIVE), test.of(Baseline.SMOOTHING))) {
            assertThat(table.overall().count()).isEqualTo(1);
            assertThat(table.bySteps().get(1)).isEqualTo(new ErrorSums(new double[0]).errors());
        }
        assertThat(test.forecasts().bySteps().get(1).mae()).isEmpty();
        assertThat(test.forecasts().bySteps().get(1).rmse()).isEmpty();
    }

    @Test
    void baselines_are_measured_on_the_values_that_the_network_predicted() {
        var test = new BackTest();
        test.add(MeasuredOrigin.of(
                new OriginForecast(0, new double[] {1, 3}, new double[] {4, 5}, new double[] {NAN, 6}, NO_QUANTILES),
                1));

        assertThat(test.forecasts().overall().count()).isEqualTo(1);
        assertThat(test.of(Baseline.NAIVE).overall().count()).isEqualTo(1);
        assertThat(test.of(Baseline.NAIVE).overall().mae()).hasValue(2);
    }

    private static OriginForecast origin(int number) {
        var random = new Random(number);
        return new OriginForecast(
                number % 3,
                random.doubles(20 + number).toArray(),
                random.doubles(4).toArray(),
                random.doubles(4).toArray(),
                new double[4][0]);
    }

    @Test
    void forecasts_that_are_added_together_are_those_that_are_added_one_by_one() {
        var together = new BackTest();
        var oneByOne = new BackTest();
        var seen = new ArrayList<Integer>();
        together.addAll(70, BackTestTest::origin, 4, (origin, number) -> seen.add(number), () -> false);
        for (int number = 0; number < 70; number++) {
            oneByOne.add(MeasuredOrigin.of(origin(number), 4));
        }

        assertThat(together.forecasts().overall())
                .isEqualTo(oneByOne.forecasts().overall());
        for (var baseline : Baseline.values()) {
            assertThat(together.of(baseline).bySteps())
                    .isEqualTo(oneByOne.of(baseline).bySteps());
            assertThat(together.of(baseline).bySeries())
                    .isEqualTo(oneByOne.of(baseline).bySeries());
        }
        assertThat(seen).isEqualTo(IntStream.range(0, 70).boxed().toList());
    }

    @Test
    void adding_forecasts_ends_when_it_is_told_to() {
        var test = new BackTest();
        var seen = new ArrayList<Integer>();

        assertThatThrownBy(() -> test.addAll(
                        70, BackTestTest::origin, 4, (origin, number) -> seen.add(number), () -> seen.size() >= 32))
                .isInstanceOf(CancellationException.class);
        assertThat(seen).hasSize(32);
    }

    @Test
    void numbers_of_steps_must_agree() {
        assertThatThrownBy(() -> new OriginForecast(0, new double[2], new double[3], new double[2], new double[2][]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A forecast of 2 steps has 3 actual values and quantiles of 2 steps.");
    }

    /** One value of one forecast, as a plain list holds it. */
    private record Row(int series, int step, double actual, double forecast, double[] quantiles, double scale) {}

    @Test
    void many_series_and_origins_give_what_a_plain_list_of_all_values_gives() {
        var random = new Random(3);
        var test = new BackTest(0.1, 0.9);
        var rows = new ArrayList<Row>();
        for (int origin = 0; origin < 40; origin++) {
            int series = origin % 5;
            var history = random.doubles(30, -3, 9).toArray();
            var actual = random.doubles(6, -3, 9).toArray();
            actual[origin % 6] = origin % 3 == 0 ? NAN : 0;
            var forecast = random.doubles(6, -3, 9).toArray();
            var quantiles = Arrays.stream(forecast)
                    .mapToObj(value -> new double[] {value - 3, value + 2})
                    .toArray(double[][]::new);
            test.add(MeasuredOrigin.of(new OriginForecast(series, history, actual, forecast, quantiles), 7));
            double scale = IntStream.range(7, 30)
                    .mapToDouble(i -> Math.abs(history[i] - history[i - 7]))
                    .average()
                    .orElseThrow();
            for (int step = 0; step < 6; step++) {
                if (!Double.isNaN(actual[step])) {
                    rows.add(new Row(series, step, actual[step], forecast[step], quantiles[step], scale));
                }
            }
        }

        assertEqual(test.forecasts().overall(), rows);
        for (int step = 0; step < 6; step++) {
            int place = step;
            assertEqual(
                    test.forecasts().bySteps().get(step),
                    rows.stream().filter(row -> row.step() == place).toList());
        }
        for (int series = 0; series < 5; series++) {
            int number = series;
            assertEqual(
                    test.forecasts().bySeries().get(series),
                    rows.stream().filter(row -> row.series() == number).toList());
        }
    }

    private static void assertEqual(ForecastErrors errors, List<Row> rows) {
        assertThat(errors.count()).isEqualTo(rows.size());
        assertClose(errors.mae(), mean(rows, row -> size(row)));
        assertClose(errors.rmse(), Math.sqrt(mean(rows, row -> size(row) * size(row))));
        assertClose(errors.mase(), mean(rows, row -> size(row) / row.scale()));
        assertClose(
                errors.smape(), mean(rows, row -> 2 * size(row) / (Math.abs(row.actual()) + Math.abs(row.forecast()))));
        assertClose(errors.wape(), mean(rows, row -> size(row)) / mean(rows, row -> Math.abs(row.actual())));
        for (int level = 0; level < 2; level++) {
            int place = level;
            double share = level == 0 ? 0.1 : 0.9;
            assertClose(errors.pinball().get(level), mean(rows, row -> {
                double above = row.actual() - row.quantiles()[place];
                return Math.max(share * above, (share - 1) * above);
            }));
        }
        assertClose(
                errors.coverage(),
                mean(rows, row -> row.quantiles()[0] <= row.actual() && row.actual() <= row.quantiles()[1] ? 1 : 0));
    }

    private static double size(Row row) {
        return Math.abs(row.actual() - row.forecast());
    }

    private static double mean(List<Row> rows, ToDoubleFunction<Row> figure) {
        return rows.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static void assertClose(OptionalDouble found, double expected) {
        assertThat(found.orElseThrow()).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
    }
}
