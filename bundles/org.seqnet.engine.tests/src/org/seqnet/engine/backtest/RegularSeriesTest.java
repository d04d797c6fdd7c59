package org.seqnet.engine.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.TimePoint;
import org.seqnet.engine.sequence.TimeStep;

class RegularSeriesTest {
    private static final double NAN = Double.NaN;

    private static TimePoint time(String text) {
        return TimePoint.of(text).orElseThrow();
    }

    private static List<TimePoint> times(String... texts) {
        return Stream.of(texts).map(RegularSeriesTest::time).toList();
    }

    private static TimeStep step(String text) {
        return TimeStep.parse(text).orElseThrow();
    }

    @Test
    void steps_without_a_row_have_no_value() {
        var series = RegularSeries.of(
                times("2026-01-30", "2026-01-31", "2026-02-03"), new double[] {1, NAN, 3}, step("1 day"));

        assertThat(series.upTo(4)).containsExactly(1, NAN, NAN, NAN, 3);
        assertThat(series.upTo(1)).containsExactly(1, NAN);
        assertThat(series.value(4)).isEqualTo(3);
        assertThat(series.value(5)).isNaN();
        assertThat(series.place(time("2026-02-03"))).hasValue(4);
        assertThat(series.place(time("2026-02-02"))).isEmpty();
        assertThat(series.place(time("7"))).isEmpty();
    }

    @Test
    void times_go_on_beyond_the_last_row_and_in_gaps() {
        var months = RegularSeries.of(
                times("2026-01-31", "2026-02-28", "2026-04-30"), new double[3], step("1 month (day 31)"));

        assertThat(months.time(0)).hasToString("Optional[2026-01-31]");
        assertThat(months.time(2)).hasToString("Optional[2026-03-31]");
        assertThat(months.time(3)).hasToString("Optional[2026-04-30]");
        assertThat(months.time(4)).hasToString("Optional[2026-05-31]");
    }

    @Test
    void an_hour_that_is_skipped_in_spring_is_no_gap() {
        var series = RegularSeries.of(
                times("2026-03-29T01:00+01:00[Europe/Berlin]", "2026-03-29T03:00+02:00[Europe/Berlin]"),
                new double[] {1, 2},
                step("1 hour"));

        assertThat(series.upTo(1)).containsExactly(1, 2);
    }

    @Test
    void a_step_that_no_time_can_be_moved_by_tells_no_times() {
        var series = RegularSeries.of(times("2026-01-30"), new double[1], step("1"));

        assertThat(series.time(0)).isPresent();
        assertThat(series.time(1)).isEmpty();
    }

    @Test
    void rows_between_time_steps_are_refused() {
        assertThatThrownBy(() -> RegularSeries.of(
                        times("2026-01-30T00:00", "2026-01-30T01:00", "2026-01-30T01:10"),
                        new double[3],
                        step("1 hour")))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The rows at 2026-01-30T01:00 and 2026-01-30T01:10 are nearer to each other than the time "
                        + "step of 1 hour.");
    }

    @Test
    void a_gap_without_an_end_is_refused() {
        assertThatThrownBy(() -> RegularSeries.of(times("0", "1", "1e9"), new double[3], step("1")))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Between the rows at 1 and 1E+9, more than 1,000,000 time steps of 1 are missing.");
    }

    @Test
    void a_row_halfway_between_two_steps_is_at_the_earlier_one() {
        var series = RegularSeries.of(times("0", "1", "3.5", "4.5"), new double[] {1, 2, 3, 4}, step("1"));

        assertThat(series.upTo(4)).containsExactly(1, 2, NAN, 3, 4);
        // 46 days are more than one and a half mean months, 15 behind one month are less than half of one
        var months = RegularSeries.of(times("2026-01-01", "2026-02-16"), new double[] {1, 2}, step("1 month"));
        assertThat(months.upTo(1)).containsExactly(1, 2);
    }

    @Test
    void gaps_are_bounded_together() {
        var times = IntStream.rangeClosed(0, 6)
                .mapToObj(row -> TimePoint.of(row * 900_001L))
                .toList();

        assertThat(RegularSeries.of(times.subList(0, 6), new double[6], TimeStep.ONE)
                        .place(times.get(5)))
                .hasValue(4_500_005);
        assertThatThrownBy(() -> RegularSeries.of(times, new double[7], TimeStep.ONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "Between the rows at 0 and 5400006, more than 5,000,000 time steps of 1 are missing in all. "
                                + "Check the order column.");
    }

    @ParameterizedTest
    @CsvSource({
        "30 minutes, 48",
        "1 hour, 24",
        "15 minutes, 96",
        "1 minute, 1440",
        "7 hours, 1",
        "1 second, 3600",
        "0.1 seconds, 600",
        "0.000000001 seconds, 1",
        "3000000 hours, 1",
        "1 day, 7",
        "7 days, 52",
        "2 days, 1",
        "1 month, 12",
        "3 months, 4",
        "1 month (day 31), 12",
        "1 year, 1",
        "10 years, 1",
        "5 months, 1",
        "1, 1",
        "0.5, 1"
    })
    void the_usual_period_follows_from_the_time_step(String step, int period) {
        assertThat(SeasonalPeriod.of(step(step))).isEqualTo(period);
    }
}
