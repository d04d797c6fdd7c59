package org.seqnet.engine.backtest;

import java.time.Duration;
import org.seqnet.engine.sequence.TimeStep;

/** After how many time steps series of dates usually repeat their pattern. */
public final class SeasonalPeriod {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int DAYS_OF_A_WEEK = 7;
    private static final int WEEKS_OF_A_YEAR = 52;
    private static final int MONTHS_OF_A_YEAR = 12;

    private SeasonalPeriod() {}

    /**
     * Returns the usual period: a day of minutes or hours, an hour of seconds, a minute of less, a week of days, a
     * year of weeks or months; 1, which is no pattern, of all else.
     */
    public static int of(TimeStep step) {
        if (step instanceof TimeStep.Elapsed elapsed) {
            return ofTime(elapsed.time());
        }
        if (step instanceof TimeStep.Days days) {
            return days.days() == DAYS_OF_A_WEEK ? WEEKS_OF_A_YEAR : parts(DAYS_OF_A_WEEK, days.days());
        }
        return step instanceof TimeStep.Months months ? parts(MONTHS_OF_A_YEAR, months.months()) : 1;
    }

    private static int ofTime(Duration step) {
        if (step.compareTo(DAY) > 0) {
            return 1;
        }
        var whole = step.compareTo(MINUTE) >= 0 ? DAY : step.compareTo(Duration.ofSeconds(1)) >= 0 ? HOUR : MINUTE;
        return parts(whole.toNanos(), step.toNanos());
    }

    private static int parts(long whole, long part) {
        long count = whole / part;
        return whole % part == 0 && count <= Integer.MAX_VALUE ? (int) count : 1;
    }
}
