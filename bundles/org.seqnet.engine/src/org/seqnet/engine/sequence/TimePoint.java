package org.seqnet.engine.sequence;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a time step in its sequence: a number, or a date or time as a text in ISO format states it. Numbers are
 * compared exactly, whatever their size, and dates with an offset by the moment that they are.
 */
public final class TimePoint implements Comparable<TimePoint> {
    /** What a point is. Only points of one kind have an order. */
    public enum Kind {
        /** Such as {@code 7}, {@code -0.5} or {@code 1e3}. */
        NUMBER("a number"),
        /** Such as {@code 2026-11-29}. */
        DATE("a date"),
        /** Such as {@code 20:45} or {@code 20:45:00.25}. */
        TIME("a time"),
        /** Such as {@code 2026-11-29T20:45}; a space may stand for the T. */
        DATE_TIME("a date and time"),
        /** Such as {@code 2026-11-29T20:45Z} or {@code 2026-11-29T20:45+01:00[Europe/Berlin]}. */
        MOMENT("a date and time with an offset");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns it in words, such as {@code a date}. */
        @Override
        public String toString() {
            return words;
        }
    }

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d{1,999}(?:\\.\\d{0,999})?|\\.\\d{1,999})(?:[eE][+-]?\\d{1,8})?");
    private static final String CLOCK = "(?<time>\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?)";
    private static final String SHORTEST_TIME = "00:00";
    private static final Pattern TIME = Pattern.compile(CLOCK);
    private static final Pattern DATE = Pattern.compile("(?<date>[+-]?\\d{4,9}-\\d\\d-\\d\\d)(?:[Tt ]" + CLOCK
            + "(?:(?<offset>[Zz]|[+-]\\d\\d(?::?\\d\\d(?::?\\d\\d)?)?)(?:\\[(?<zone>[\\w/+:-]{1,99})])?)?)?");

    private final Kind kind;
    private final Comparable<?> value;
    /** What stands between date and time, and whether seconds do, even if they are 0: as in the text that stated it. */
    private final char separator;

    private final boolean hasSeconds;

    private TimePoint(Kind kind, Comparable<?> value, char separator, boolean hasSeconds) {
        this.kind = kind;
        this.value = value;
        this.separator = separator;
        this.hasSeconds = hasSeconds;
    }

    private static TimePoint of(Kind kind, Comparable<?> value) {
        return new TimePoint(kind, value, 'T', false);
    }

    /** Reads a text, with or without space around it; empty if it states no point. */
    public static Optional<TimePoint> of(String text) {
        var stripped = text.strip();
        if (NUMBER.matcher(stripped).matches()) {
            return Optional.of(of(Kind.NUMBER, new BigDecimal(stripped)));
        }
        try {
            if (TIME.matcher(stripped).matches()) {
                return Optional.of(new TimePoint(Kind.TIME, LocalTime.parse(stripped), 'T', hasSeconds(stripped)));
            }
            var date = DATE.matcher(stripped);
            return date.matches() ? Optional.of(of(date)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty(); // such as the 30th of February
        }
    }

    private static TimePoint of(Matcher date) {
        var day = LocalDate.parse(date.group("date"));
        if (date.group("time") == null) {
            return of(Kind.DATE, day);
        }
        var local = LocalDateTime.of(day, LocalTime.parse(date.group("time")));
        char separator = date.group().charAt(date.end("date")) == ' ' ? ' ' : 'T';
        boolean hasSeconds = hasSeconds(date.group("time"));
        if (date.group("offset") == null) {
            return new TimePoint(Kind.DATE_TIME, local, separator, hasSeconds);
        }
        var offset = ZoneOffset.of(date.group("offset").toUpperCase(Locale.ROOT));
        var moment = ZonedDateTime.ofInstant(local, offset, zone(date.group("zone"), offset));
        return new TimePoint(Kind.MOMENT, moment, separator, hasSeconds);
    }

    private static boolean hasSeconds(String time) {
        return time.length() > SHORTEST_TIME.length();
    }

    /** Returns the zone of a name; the offset if this computer does not know it. */
    private static ZoneId zone(String name, ZoneOffset offset) {
        try {
            return name == null ? offset : ZoneId.of(name);
        } catch (DateTimeException e) {
            return offset;
        }
    }

    /** Returns a number. */
    public static TimePoint of(long number) {
        return of(BigDecimal.valueOf(number));
    }

    /** Returns a number in its shortest decimal form; empty if it is not finite. */
    public static Optional<TimePoint> of(double number) {
        return Double.isFinite(number) ? Optional.of(of(BigDecimal.valueOf(number))) : Optional.empty();
    }

    static TimePoint of(BigDecimal number) {
        return of(Kind.NUMBER, number);
    }

    /** Returns a point of time of the same kind as this one, whose text has the same form. */
    TimePoint at(Temporal time) {
        return new TimePoint(kind, (Comparable<?>) time, separator, hasSeconds);
    }

    /** Returns what this is. */
    public Kind kind() {
        return kind;
    }

    /** Returns a number that is in the order of points of this kind; of dates and times, in nanoseconds or days. */
    public BigDecimal rank() {
        return switch (kind) {
            case NUMBER -> number();
            case DATE -> BigDecimal.valueOf(((LocalDate) value).toEpochDay());
            case TIME -> BigDecimal.valueOf(((LocalTime) value).toNanoOfDay());
            case DATE_TIME -> nanos(((LocalDateTime) value).toInstant(ZoneOffset.UTC));
            case MOMENT -> nanos(((ZonedDateTime) value).toInstant());
        };
    }

    private static BigDecimal nanos(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond())
                .scaleByPowerOfTen(9)
                .add(BigDecimal.valueOf(instant.getNano()));
    }

    /** Returns the number that this is; only numbers have one. */
    public BigDecimal number() {
        return (BigDecimal) value;
    }

    /** Returns the date or time that this is: all but numbers are one. */
    Temporal time() {
        return (Temporal) value;
    }

    /** Returns date and time on the clock of its zone; empty for numbers and times. */
    Optional<LocalDateTime> local() {
        return Optional.ofNullable(
                switch (kind) {
                    case DATE -> ((LocalDate) value).atStartOfDay();
                    case DATE_TIME -> (LocalDateTime) value;
                    case MOMENT -> ((ZonedDateTime) value).toLocalDateTime();
                    case NUMBER, TIME -> null;
                });
    }

    /** Returns the time from another point to this one, of the same kind; numbers have none. */
    Duration since(TimePoint earlier) {
        return kind == Kind.DATE
                ? Duration.ofDays(((LocalDate) value).toEpochDay() - ((LocalDate) earlier.value).toEpochDay())
                : Duration.between(earlier.time(), time());
    }

    /**
     * Returns it as a text that {@link #of(String)} reads: a number, or a date or time in ISO format, with a space for
     * the T and with seconds if the text had them that stated it.
     */
    public String text() {
        return switch (kind) {
            case NUMBER, DATE -> value.toString();
            case TIME -> clock((LocalTime) value);
            case DATE_TIME -> text((LocalDateTime) value);
            case MOMENT -> {
                var moment = (ZonedDateTime) value;
                var zone = moment.getZone() instanceof ZoneOffset ? "" : "[" + moment.getZone() + "]";
                yield text(moment.toLocalDateTime()) + moment.getOffset() + zone;
            }
        };
    }

    private String text(LocalDateTime local) {
        return local.toLocalDate().toString() + separator + clock(local.toLocalTime());
    }

    private String clock(LocalTime time) {
        return hasSeconds ? DateTimeFormatter.ISO_LOCAL_TIME.format(time) : time.toString();
    }

    /**
     * Compares by number or time: {@code 7} and {@code 007.0} are equal.
     *
     * @throws IllegalArgumentException if the other one is of another kind
     */
    @Override
    public int compareTo(TimePoint other) {
        if (kind != other.kind) {
            throw new IllegalArgumentException(kind + " and " + other.kind + " cannot be compared.");
        }
        return switch (kind) {
            case NUMBER -> number().compareTo(other.number());
            case DATE -> ((LocalDate) value).compareTo((LocalDate) other.value);
            case TIME -> ((LocalTime) value).compareTo((LocalTime) other.value);
            case DATE_TIME -> ((LocalDateTime) value).compareTo((LocalDateTime) other.value);
            case MOMENT -> ((ZonedDateTime) value).toInstant().compareTo(((ZonedDateTime) other.value).toInstant());
        };
    }

    @Override
    public String toString() {
        return text();
    }
}
