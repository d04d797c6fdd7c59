package org.seqnet.engine.sequence;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the time step of series: the most frequent distance of two consecutive rows. Not for several threads at once.
 */
public final class TimeStepFinder {
    /** A series without a regular distance has very many of them; the first ones are as good as others. */
    private static final int MOST_DISTANCES = 100_000;

    /** Digits of a difference that count: others are noise of floating-point numbers. */
    private static final MathContext DIGITS = new MathContext(9);

    private static final int DAYS_OF_EVERY_MONTH = 28;

    private final Map<BigDecimal, Long> differences = new HashMap<>();
    private final Map<Duration, Long> times = new HashMap<>();
    private final Map<Long, Long> days = new HashMap<>();
    private final Map<Long, Long> months = new HashMap<>();
    private int lastDay;

    /** Adds two consecutive rows of a series, of the same kind; the second one is later. */
    public void add(TimePoint earlier, TimePoint later) {
        if (earlier.kind() == TimePoint.Kind.NUMBER) {
            var difference = later.number().subtract(earlier.number(), DIGITS);
            count(differences, difference.stripTrailingZeros());
            return;
        }
        var from = earlier.local();
        var to = later.local();
        if (from.isPresent() && from.get().toLocalTime().equals(to.get().toLocalTime())) {
            addDates(from.get(), to.get());
        } else {
            count(times, later.since(earlier));
        }
    }

    private void addDates(LocalDateTime from, LocalDateTime to) {
        lastDay = Math.max(lastDay, Math.max(from.getDayOfMonth(), to.getDayOfMonth()));
        long between = ChronoUnit.DAYS.between(from.toLocalDate(), to.toLocalDate());
        if (between > 0) {
            count(days, between);
        }
        long calendarMonths = ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(to));
        if (calendarMonths > 0 && isSameDay(from, to)) {
            count(months, calendarMonths);
        }
    }

    /** Returns whether the days of the month are equal, or one is the last of its month, which lacks the other. */
    private static boolean isSameDay(LocalDateTime one, LocalDateTime other) {
        int day = Math.max(one.getDayOfMonth(), other.getDayOfMonth());
        return isOn(day, one) && isOn(day, other);
    }

    private static boolean isOn(int day, LocalDateTime date) {
        return date.getDayOfMonth() == Math.min(day, date.toLocalDate().lengthOfMonth());
    }

    private static <D> void count(Map<D, Long> distances, D distance) {
        if (distances.size() < MOST_DISTANCES || distances.containsKey(distance)) {
            distances.merge(distance, 1L, Long::sum);
        }
    }

    /**
     * Returns the time step; of several that are as frequent, months before days, and the shortest one. Empty if no
     * series has two rows.
     */
    public Optional<TimeStep> find() {
        var month = mostFrequent(months);
        var day = mostFrequent(days);
        var time = mostFrequent(times);
        long ofMonths = month.map(months::get).orElse(0L);
        long ofDays = day.map(days::get).orElse(0L);
        long ofTimes = time.map(times::get).orElse(0L);
        if (ofMonths > 0 && ofMonths >= ofDays && ofMonths >= ofTimes) {
            return Optional.of(new TimeStep.Months(month.get(), lastDay > DAYS_OF_EVERY_MONTH ? lastDay : 0));
        }
        if (ofDays > 0 && ofDays >= ofTimes) {
            return day.map(TimeStep.Days::new);
        }
        return ofTimes > 0
                ? time.map(TimeStep.Elapsed::new)
                : mostFrequent(differences).map(TimeStep.Difference::new);
    }

    private static <D extends Comparable<D>> Optional<D> mostFrequent(Map<D, Long> distances) {
        return distances.entrySet().stream()
                .max(Map.Entry.<D, Long>comparingByValue()
                        .thenComparing(Map.Entry.<D, Long>comparingByKey().reversed()))
                .map(Map.Entry::getKey);
    }
}
