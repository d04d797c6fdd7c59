package org.seqnet.engine.sequence;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.seqnet.engine.SeqNetException;

/**
 * The regular distance of the rows of a time series. Less than a day is time that passes, so that a change to or from
 * daylight-saving time does no harm to dates with a zone; days, months and years are counted in the calendar.
 */
public sealed interface TimeStep {
    /** From one number to the next, as of rows that are numbered. */
    TimeStep ONE = new Difference(BigDecimal.ONE);

    /**
     * Returns the point that lies so many steps behind another one; before it, if there are less than 0.
     *
     * @throws SeqNetException if the step is none of such points, as 30 minutes of a date
     */
    TimePoint plus(TimePoint origin, long steps);

    /**
     * Returns whether a point is about one step behind another one of the same kind: nearer to it than to none or to
     * two.
     */
    boolean leads(TimePoint earlier, TimePoint later);

    /** Returns it as a text that {@link #parse} reads, such as {@code 0.5}, {@code 30 minutes} or {@code 1 month}. */
    String text();

    /** Reads what {@link #text} returned; empty if the text is anything else. */
    static Optional<TimeStep> parse(String text) {
        return TimeStepText.parse(text);
    }

    /**
     * A difference of numbers.
     *
     * @param size above 0
     */
    record Difference(BigDecimal size) implements TimeStep {
        private static final int MOST_ZEROS = 30;

        public Difference {
            var shortest = size.stripTrailingZeros();
            size = shortest.scale() < 0 && shortest.scale() > -MOST_ZEROS ? shortest.setScale(0) : shortest;
        }

        @Override
        public TimePoint plus(TimePoint origin, long steps) {
            if (origin.kind() != TimePoint.Kind.NUMBER) {
                throw unfit(this, origin);
            }
            var distance = size.multiply(BigDecimal.valueOf(steps));
            return TimePoint.of(origin.number().add(distance, MathContext.DECIMAL128));
        }

        @Override
        public boolean leads(TimePoint earlier, TimePoint later) {
            var distance = later.number().subtract(earlier.number(), MathContext.DECIMAL128);
            return isOne(distance.doubleValue() / size.doubleValue());
        }

        @Override
        public String text() {
            return size.toString();
        }
    }

    /**
     * Time that passes.
     *
     * @param time above 0
     */
    record Elapsed(Duration time) implements TimeStep {
        @Override
        public TimePoint plus(TimePoint origin, long steps) {
            return moved(this, origin, start -> start.plus(time.multipliedBy(steps)));
        }

        @Override
        public boolean leads(TimePoint earlier, TimePoint later) {
            return isOne(seconds(later.since(earlier)) / seconds(time));
        }

        @Override
        public String text() {
            return TimeStepText.of(time);
        }
    }

    /**
     * Days of the calendar.
     *
     * @param days at least 1
     */
    record Days(long days) implements TimeStep {
        @Override
        public TimePoint plus(TimePoint origin, long steps) {
            return moved(this, origin, start -> start.plus(Math.multiplyExact(days, steps), ChronoUnit.DAYS));
        }

        @Override
        public boolean leads(TimePoint earlier, TimePoint later) {
            return isOne(seconds(later.since(earlier)) / seconds(Duration.ofDays(days)));
        }

        @Override
        public String text() {
            return TimeStepText.counted(days, "day");
        }
    }

    /**
     * Months of the calendar.
     *
     * @param months at least 1
     * @param day the day of the month, or its last one where it has fewer; 0, and origins on other days, take the day
     *     of the origin
     */
    record Months(long months, int day) implements TimeStep {
        @Override
        public TimePoint plus(TimePoint origin, long steps) {
            return moved(this, origin, start -> {
                var moved = start.plus(Math.multiplyExact(months, steps), ChronoUnit.MONTHS);
                boolean isOnDay = day > 0 && start.get(ChronoField.DAY_OF_MONTH) == dayIn(start);
                return isOnDay ? moved.with(ChronoField.DAY_OF_MONTH, dayIn(moved)) : moved;
            });
        }

        private int dayIn(Temporal month) {
            return Math.min(day, LocalDate.from(month).lengthOfMonth());
        }

        @Override
        public boolean leads(TimePoint earlier, TimePoint later) {
            var length = ChronoUnit.MONTHS.getDuration().multipliedBy(months);
            return isOne(seconds(later.since(earlier)) / seconds(length));
        }

        @Override
        public String text() {
            return TimeStepText.of(this);
        }
    }

    private static TimePoint moved(TimeStep step, TimePoint origin, UnaryOperator<Temporal> move) {
        if (origin.kind() == TimePoint.Kind.NUMBER) {
            throw unfit(step, origin);
        }
        try {
            return origin.at(move.apply(origin.time()));
        } catch (DateTimeException | ArithmeticException e) {
            throw unfit(step, origin);
        }
    }

    private static SeqNetException unfit(TimeStep step, TimePoint origin) {
        return new SeqNetException(
                "A time step of %s cannot be added to '%s', %s.".formatted(step.text(), origin, origin.kind()));
    }

    private static boolean isOne(double steps) {
        return steps > 0.5 && steps < 1.5;
    }

    private static double seconds(Duration time) {
        return time.getSeconds() + time.getNano() * 1e-9;
    }
}
