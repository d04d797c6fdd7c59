package org.seqnet.engine.sequence;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time steps as texts that users can read, and back. */
final class TimeStepText {
    private static final int MONTHS_OF_A_YEAR = 12;
    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final int SECONDS_OF_AN_HOUR = 3600;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,99}(?:\\.\\d{1,99})?(?:E[+-]?\\d{1,8})?");
    private static final Pattern COUNTED = Pattern.compile("(?<count>[1-9]\\d{0,8}) (?<unit>minute|hour|day)s?");
    private static final Pattern SECONDS = Pattern.compile("(?<count>\\d{1,9}(?:\\.\\d{1,9})?) seconds?");
    private static final Pattern MONTHS =
            Pattern.compile("(?<count>[1-9]\\d{0,7}) (?<unit>month|year)s?(?: \\(day (?<day>29|30|31)\\))?");

    private TimeStepText() {}

    static String of(Duration time) {
        if (time.getNano() > 0) {
            return BigDecimal.valueOf(time.getNano(), 9)
                            .add(BigDecimal.valueOf(time.getSeconds()))
                            .stripTrailingZeros()
                            .toPlainString()
                    + " seconds";
        }
        long seconds = time.getSeconds();
        if (seconds % SECONDS_OF_AN_HOUR == 0) {
            return counted(seconds / SECONDS_OF_AN_HOUR, "hour");
        }
        return seconds % SECONDS_OF_A_MINUTE == 0
                ? counted(seconds / SECONDS_OF_A_MINUTE, "minute")
                : counted(seconds, "second");
    }

    static String of(TimeStep.Months step) {
        var length = step.months() % MONTHS_OF_A_YEAR == 0
                ? counted(step.months() / MONTHS_OF_A_YEAR, "year")
                : counted(step.months(), "month");
        return step.day() == 0 ? length : "%s (day %d)".formatted(length, step.day());
    }

    static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }

    static Optional<TimeStep> parse(String text) {
        var months = MONTHS.matcher(text);
        if (months.matches()) {
            return Optional.of(months(months));
        }
        var counted = COUNTED.matcher(text);
        if (counted.matches()) {
            return Optional.of(counted(counted));
        }
        var seconds = SECONDS.matcher(text);
        if (seconds.matches()) {
            var nanoseconds =
                    new BigDecimal(seconds.group("count")).movePointRight(9).longValueExact();
            return Optional.of(new TimeStep.Elapsed(Duration.ofNanos(nanoseconds)))
                    .filter(step -> !step.time().isZero())
                    .map(TimeStep.class::cast);
        }
        return NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                        .filter(size -> size.signum() > 0)
                        .map(TimeStep.Difference::new)
                : Optional.empty();
    }

    private static TimeStep counted(Matcher text) {
        long count = Long.parseLong(text.group("count"));
        return switch (text.group("unit")) {
            case "day" -> new TimeStep.Days(count);
            case "hour" -> new TimeStep.Elapsed(Duration.ofHours(count));
            default -> new TimeStep.Elapsed(Duration.ofMinutes(count));
        };
    }

    private static TimeStep months(Matcher text) {
        long count = Long.parseLong(text.group("count"));
        var day = text.group("day");
        return new TimeStep.Months(
                text.group("unit").equals("year") ? count * MONTHS_OF_A_YEAR : count,
                day == null ? 0 : Integer.parseInt(day));
    }
}
