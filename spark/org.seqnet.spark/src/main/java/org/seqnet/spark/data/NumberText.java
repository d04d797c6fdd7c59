package org.seqnet.spark.data;

import java.util.OptionalDouble;

/** Numbers as texts of CSV files state them. */
public final class NumberText {
    private NumberText() {}

    /** Returns the number that a text states, NaN if it is blank; empty if it is no number. */
    public static OptionalDouble parse(String text) {
        var stripped = text.strip();
        if (stripped.isEmpty()) {
            return OptionalDouble.of(Double.NaN);
        }
        char last = Character.toLowerCase(stripped.charAt(stripped.length() - 1));
        boolean isOfJava = last == 'f' || last == 'd' || stripped.indexOf('x') >= 0 || stripped.indexOf('X') >= 0;
        try {
            return isOfJava ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(stripped));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
