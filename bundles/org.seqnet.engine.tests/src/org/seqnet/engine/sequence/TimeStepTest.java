package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;

class TimeStepTest {
    @ParameterizedTest
    @CsvSource({
        "1 2 3 4, 1",
        "0.1 0.2 0.30000000000000004 0.4, 0.1",
        "-20 -10 0 20, 10",
        "2026-01-31 2026-02-28 2026-03-31 2026-04-30, 1 month (day 31)",
        "2026-01-30 2026-02-28 2026-03-30, 1 month (day 30)",
        "2026-01-01 2026-02-01 2026-03-01, 1 month",
        "2026-01-01T06:00 2026-04-01T06:00, 3 months",
        "2024-02-29 2025-02-28 2026-02-28, 1 year (day 29)",
        "2026-02-27 2026-02-28 2026-03-01 2026-03-02, 1 day",
        "2026-01-05 2026-01-12 2026-01-19, 7 days",
        "2026-01-05 2026-01-06 2026-01-07 2026-01-10, 1 day",
        "2026-01-05T00:00 2026-01-05T00:30 2026-01-05T01:00, 30 minutes",
        "2026-01-05T00:00 2026-01-05T12:00 2026-01-06T00:00, 12 hours",
        "2026-01-05T00:00 2026-01-06T12:00 2026-01-08T00:00, 36 hours",
        "00:00:00 00:00:00.25 00:00:00.5, 0.25 seconds",
        "00:00:01 00:00:02, 1 second",
    })
    void the_most_frequent_distance_is_found_and_its_text_reads_back(String points, String expected) {
        var step = found(points.split(" "));

        assertThat(step.text()).isEqualTo(expected);
        assertThat(TimeStep.parse(expected)).contains(step);
    }

    @Test
    void hours_that_pass_are_found_over_both_changes_of_the_clock() {
        assertThat(found(
                                "2026-03-29T00:00+01:00[Europe/Berlin]",
                                "2026-03-29T01:00+01:00[Europe/Berlin]",
                                "2026-03-29T03:00+02:00[Europe/Berlin]",
                                "2026-03-29T04:00+02:00[Europe/Berlin]")
                        .text())
                .isEqualTo("1 hour");
        assertThat(found(
                                "2026-10-25T01:00+02:00[Europe/Berlin]",
                                "2026-10-25T02:00+02:00[Europe/Berlin]",
                                "2026-10-25T02:00+01:00[Europe/Berlin]",
                                "2026-10-25T03:00+01:00[Europe/Berlin]")
                        .text())
                .isEqualTo("1 hour");
        assertThat(found(
                                "2026-03-28T06:00+01:00[Europe/Berlin]",
                                "2026-03-29T06:00+02:00[Europe/Berlin]",
                                "2026-03-30T06:00+02:00[Europe/Berlin]")
                        .text())
                .isEqualTo("1 day");
    }

    @ParameterizedTest
    @CsvSource({
        "1 hour, 2026-03-29T01:00+01:00[Europe/Berlin], 1, 2026-03-29T03:00+02:00[Europe/Berlin]",
        "1 hour, 2026-10-25T02:00+02:00[Europe/Berlin], 1, 2026-10-25T02:00+01:00[Europe/Berlin]",
        "1 hour, 2026-10-25T02:00+02:00[Europe/Berlin], 2, 2026-10-25T03:00+01:00[Europe/Berlin]",
        "1 day, 2026-03-28T06:00+01:00[Europe/Berlin], 1, 2026-03-29T06:00+02:00[Europe/Berlin]",
        "1 day, 2026-10-24T06:00+02:00[Europe/Berlin], 2, 2026-10-26T06:00+01:00[Europe/Berlin]",
        "24 hours, 2026-03-28T06:00+01:00[Europe/Berlin], 1, 2026-03-29T07:00+02:00[Europe/Berlin]",
        "30 minutes, 2026-11-29T23:45, 1, 2026-11-30T00:15",
        "30 minutes, 2026-11-29T23:45Z, 2, 2026-11-30T00:45Z",
        "1 month, 2026-01-31, 1, 2026-02-28",
        "1 month, 2026-01-31, 2, 2026-03-31",
        "1 month (day 31), 2026-02-28, 1, 2026-03-31",
        "1 month (day 31), 2026-02-28, 2, 2026-04-30",
        "1 month (day 30), 2024-02-29, 1, 2024-03-30",
        "1 month (day 31), 2026-01-15, 1, 2026-02-15",
        "1 month (day 31), 2026-01-30, 2, 2026-03-30",
        "1 month (day 31), 2026-04-30T06:00, -1, 2026-03-31T06:00",
        "3 months, 2026-11-30, 1, 2027-02-28",
        "1 year (day 29), 2023-02-28, 1, 2024-02-29",
        "7 days, 2026-02-25, 1, 2026-03-04",
        "1 day, 2026-03-01, -1, 2026-02-28",
        "0.1, 0.3, 2, 0.5",
        "10, -20, 2, 0",
        "1 second, 23:59:59, 1, 00:00:00",
        "30 minutes, 2026-11-29 23:30:00, 1, 2026-11-30 00:00:00",
        "30 minutes, 2026-11-29 23:30, 1, 2026-11-30 00:00",
        "1 day, 2026-03-28 06:00:00+0100[Europe/Berlin], 1, 2026-03-29 06:00:00+02:00[Europe/Berlin]",
        "0.25 seconds, 2026-11-29T23:59:59.75, 1, 2026-11-30T00:00:00",
    })
    void steps_are_added(String step, String origin, int steps, String expected) {
        assertThat(TimeStep.parse(step).orElseThrow().plus(point(origin), steps).text())
                .isEqualTo(expected);
    }

    @Test
    void many_steps_are_added_at_once_as_one_by_one_where_all_are_of_the_calendar_or_of_time() {
        for (var text : List.of("1 hour", "1 day", "1 month (day 31)", "45 minutes")) {
            var step = TimeStep.parse(text).orElseThrow();
            var origin = point("2026-01-31T05:00+01:00[Europe/Berlin]");
            var last = origin;
            for (int n = 1; n <= 2000; n++) {
                last = step.plus(last, 1);
                assertThat(step.plus(origin, n)).hasToString(last.text());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 5, 6, true",
        "1, 5, 6.4, true",
        "1, 5, 6.5, false",
        "1, 5, 5.5, false",
        "1, 5, 7, false",
        "1 day, 2026-01-01, 2026-01-02, true",
        "1 day, 2026-01-01, 2026-01-03, false",
        "1 day, 2026-03-28T06:00+01:00[Europe/Berlin], 2026-03-29T06:00+02:00[Europe/Berlin], true",
        "1 month, 2026-02-01, 2026-03-01, true",
        "1 month, 2026-01-01, 2026-03-01, false",
        "1 hour, 2026-03-29T01:00+01:00[Europe/Berlin], 2026-03-29T03:00+02:00[Europe/Berlin], true",
        "1 hour, 2026-03-29T01:00, 2026-03-29T03:00, false",
    })
    void a_point_is_the_next_one_if_it_is_nearest_to_one_step(String step, String one, String other, boolean expected) {
        assertThat(TimeStep.parse(step).orElseThrow().leads(point(one), point(other)))
                .isEqualTo(expected);
    }

    @Test
    void steps_that_do_not_fit_are_refused() {
        assertThatThrownBy(() -> new TimeStep.Elapsed(Duration.ofMinutes(30)).plus(point("2026-01-01"), 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A time step of 30 minutes cannot be added to '2026-01-01', a date.");
        assertThatThrownBy(() -> new TimeStep.Days(1).plus(TimePoint.of(7), 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A time step of 1 day cannot be added to '7', a number.");
        assertThatThrownBy(() -> new TimeStep.Months(1, 0).plus(point("10:00"), 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A time step of 1 month cannot be added to '10:00', a time.");
        assertThatThrownBy(() -> new TimeStep.Difference(BigDecimal.ONE).plus(point("10:00"), 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A time step of 1 cannot be added to '10:00', a time.");
        assertThatThrownBy(() -> new TimeStep.Days(1).plus(point("+999999999-12-31"), 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A time step of 1 day cannot be added to '+999999999-12-31', a date.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "day",
                "0 days",
                "-1",
                "0",
                "0 seconds",
                "1 week",
                "1 month (day 28)",
                "1 day (day 31)",
                "1e3x",
                "99999999999 hours",
                "1,5"
            })
    void other_texts_are_no_time_steps(String text) {
        assertThat(TimeStep.parse(text)).isEmpty();
    }

    @Test
    void large_numbers_with_large_exponents_are_small_work() {
        assertThat(found("1", "1e99999999").text()).isEqualTo("1E+99999999");
        assertThat(found("1", "1e99999999").plus(TimePoint.of(1), 1).text()).startsWith("1.000000");
    }

    @Test
    void no_two_rows_have_no_time_step() {
        assertThat(new TimeStepFinder().find()).isEmpty();
    }

    private static TimeStep found(String... texts) {
        var finder = new TimeStepFinder();
        IntStream.range(1, texts.length).forEach(i -> finder.add(point(texts[i - 1]), point(texts[i])));
        return finder.find().orElseThrow();
    }

    private static TimePoint point(String text) {
        return TimePoint.of(text).orElseThrow();
    }
}
