package org.seqnet.engine.training;

import java.time.Duration;

/**
 * How long a training goes on at its speed so far.
 *
 * @param isMost whether it may end sooner, as by early stopping
 */
public record TimeLeft(Duration duration, boolean isMost) {

    /** Returns the same of a training that ends after so long in any case. */
    public TimeLeft within(Duration limit) {
        return duration.compareTo(limit) <= 0 ? this : new TimeLeft(limit.isNegative() ? Duration.ZERO : limit, isMost);
    }

    /** Returns words such as {@code 2 min 24 s left} or {@code at most 1 h 5 min left}. */
    @Override
    public String toString() {
        return (isMost ? "at most " : "") + words(duration.toSeconds()) + " left";
    }

    private static String words(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? "%d min %d s".formatted(seconds / 60, seconds % 60)
                : "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
    }
}
