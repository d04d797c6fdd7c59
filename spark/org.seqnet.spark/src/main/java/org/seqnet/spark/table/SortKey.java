package org.seqnet.spark.table;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.seqnet.engine.sequence.TimePoint;

/**
 * Writes points of time as texts that Spark sorts, byte by byte, in the order of the points: first a letter for their
 * kind, then sign, place of the decimal point and digits of a number.
 */
final class SortKey {
    private static final long MIDDLE = 5_000_000_000L;
    private static final char BEHIND_DIGITS = '~';

    private SortKey() {}

    /** Returns the key of what a cell contains; empty if that is no point. */
    static Optional<String> of(Object value) {
        return point(value).map(point -> (char) ('a' + point.kind().ordinal()) + digits(point.rank()));
    }

    private static Optional<TimePoint> point(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return TimePoint.of(((Number) value).doubleValue());
        }
        return value instanceof Number number
                ? Optional.of(TimePoint.of(number.longValue()))
                : TimePoint.of(value.toString());
    }

    /** Returns what the points of a key are, in words. */
    static String kind(String key) {
        return TimePoint.Kind.values()[key.charAt(0) - 'a'].toString();
    }

    private static String digits(BigDecimal number) {
        if (number.signum() == 0) {
            return "1";
        }
        var plain = number.abs().stripTrailingZeros();
        var digits = plain.unscaledValue().toString();
        var positive = String.format(Locale.ROOT, "%010d", MIDDLE + digits.length() - plain.scale()) + digits;
        return number.signum() > 0 ? "2" + positive : "0" + complement(positive) + BEHIND_DIGITS;
    }

    private static String complement(String digits) {
        var complement = new StringBuilder(digits.length());
        digits.chars().forEach(digit -> complement.append((char) ('0' + '9' - digit)));
        return complement.toString();
    }
}
