package org.seqnet.engine.sequence;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a time step in its sequence, as a text states it: a number, or a date or time in ISO format. Numbers are
 * compared exactly, whatever their size, and dates with an offset by the moment that they are.
 */
public final class TextPosition implements Comparable<TextPosition> {
    /** What a text states. Only positions of one kind have an order. */
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
    private static final Pattern TIME = Pattern.compile(CLOCK);
    private static final Pattern DATE = Pattern.compile("(?<date>[+-]?\\d{4,9}-\\d\\d-\\d\\d)(?:[Tt ]" + CLOCK
            + "(?:(?<offset>[Zz]|[+-]\\d\\d(?::?\\d\\d(?::?\\d\\d)?)?)(?:\\[[\\w/+:-]{1,99}])?)?)?");

    private final Kind kind;
    private final Comparable<Object> value;

    @SuppressWarnings("unchecked") // values of one kind are of one class
    private <T extends Comparable<?>> TextPosition(Kind kind, T value) {
        this.kind = kind;
        this.value = (Comparable<Object>) value;
    }

    /** Reads a text, with or without space around it; empty if it states no position. */
    public static Optional<TextPosition> of(String text) {
        var stripped = text.strip();
        if (NUMBER.matcher(stripped).matches()) {
            return Optional.of(new TextPosition(Kind.NUMBER, new BigDecimal(stripped)));
        }
        try {
            var time = TIME.matcher(stripped);
            if (time.matches()) {
                return Optional.of(new TextPosition(Kind.TIME, LocalTime.parse(stripped)));
            }
            var date = DATE.matcher(stripped);
            return date.matches() ? Optional.of(of(date)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty(); // such as the 30th of February
        }
    }

    private static TextPosition of(Matcher date) {
        var day = LocalDate.parse(date.group("date"));
        if (date.group("time") == null) {
            return new TextPosition(Kind.DATE, day);
        }
        var local = LocalDateTime.of(day, LocalTime.parse(date.group("time")));
        return date.group("offset") == null
                ? new TextPosition(Kind.DATE_TIME, local)
                : new TextPosition(
                        Kind.MOMENT,
                        local.toInstant(ZoneOffset.of(date.group("offset").toUpperCase(Locale.ROOT))));
    }

    /** Returns what the text states. */
    public Kind kind() {
        return kind;
    }

    /**
     * Compares by number or time: {@code 7} and {@code 007.0} are equal.
     *
     * @throws IllegalArgumentException if the other one is of another kind
     */
    @Override
    public int compareTo(TextPosition other) {
        if (kind != other.kind) {
            throw new IllegalArgumentException(kind + " and " + other.kind + " cannot be compared.");
        }
        return value.compareTo(other.value);
    }
}
