package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.sequence.TimePoint.Kind;

class TimePointTest {
    @ParameterizedTest
    @CsvSource({
        "7, NUMBER",
        "' 7 ', NUMBER",
        "007, NUMBER",
        "-0.5, NUMBER",
        "+.5, NUMBER",
        "5., NUMBER",
        "1e3, NUMBER",
        "1E-3, NUMBER",
        "20260105, NUMBER",
        "2026-01-05, DATE",
        "-0044-03-15, DATE",
        "+12026-01-05, DATE",
        "10:15, TIME",
        "10:15:30.25, TIME",
        "2026-01-05T10:15, DATE_TIME",
        "2026-01-05 10:15:30, DATE_TIME",
        "2026-01-05t10:15:30.123456789, DATE_TIME",
        "2026-01-05T10:15Z, MOMENT",
        "2026-01-05 10:15:30+01:00, MOMENT",
        "2026-01-05T10:15:30.5-0530, MOMENT",
        "2026-01-05T10:15+01, MOMENT",
        "2026-01-05T10:15+01:00[Europe/Berlin], MOMENT"
    })
    void numbers_and_iso_dates_and_times_are_positions(String text, Kind kind) {
        assertThat(TimePoint.of(text)).get().extracting(TimePoint::kind).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "1,5",
                "1.000,5",
                "1 000",
                "0x10",
                "1d",
                "NaN",
                "Infinity",
                "-∞",
                "1e",
                "e3",
                "--1",
                "1-2",
                "٣",
                "1e999999999999",
                "5.1.2026",
                "01/05/2026",
                "2026-1-5",
                "2026-02-30",
                "2026-13-01",
                "26-01-05",
                "2026-01-05T",
                "2026-01-05T24:30",
                "2026-01-05T10",
                "2026-01-05T10:15+99:00",
                "10:15Z",
                "25:00",
                "23:59:60",
                "2026-01-05T10:15[Europe/Berlin]",
                "2026-01-05T10:15ZZ",
                "?"
            })
    void anything_else_is_none(String text) {
        assertThat(TimePoint.of(text)).isEmpty();
    }

    @Test
    void numbers_are_compared_by_value_and_exactly() {
        assertSorted(
                "-1e3", "-2", "0", "1", "2", "10", "11", "9007199254740992", "9007199254740993", "1e400", "1e99999999");
    }

    @Test
    void times_are_compared_by_time() {
        assertSorted("-0044-03-15", "0999-12-31", "2025-12-31", "2026-01-01", "+12026-01-01");
        assertSorted("09:59", "10:00", "10:00:00.5", "10:00:01");
        assertSorted("2026-01-05T09:59:59.9", "2026-01-05 10:00", "2026-01-06T00:00");
        assertSorted("2026-03-29T02:30+02:00", "2026-03-29T00:45Z", "2026-03-28T20:00-05:00");
    }

    @Test
    void values_are_equal_however_they_are_written() {
        assertThat(position("7")).isEqualByComparingTo(position("007.0"));
        assertThat(position("0e9")).isEqualByComparingTo(position("-0"));
        assertThat(position("2026-01-05T10:00Z")).isEqualByComparingTo(position("2026-01-05 11:00:00+01"));
    }

    @Test
    void kinds_have_no_common_order() {
        assertThatThrownBy(() -> position("2026").compareTo(position("2026-01-05")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a number and a date cannot be compared.");
    }

    private static void assertSorted(String... texts) {
        var positions = Arrays.stream(texts).map(TimePointTest::position).toList();
        for (int i = 1; i < positions.size(); i++) {
            assertThat(positions.get(i - 1)).as(texts[i]).isLessThan(positions.get(i));
        }
    }

    private static TimePoint position(String text) {
        return TimePoint.of(text).orElseThrow();
    }
}
