package org.seqnet.engine.series;

import java.util.regex.Pattern;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.Quoted;

/** The numbers of a file. Java's own reader of numbers takes forms that no such file has, such as 0x1p3 and 1f. */
final class Numbers {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private Numbers() {}

    /** Returns whether a field says that its value is missing. */
    static boolean isMissing(String field) {
        return field.equals("?") || field.equalsIgnoreCase("NaN");
    }

    /** Returns the value of a series that the text has just given; NaN if it is missing. */
    static float value(String field, TextSource text) throws MalformedException {
        if (isMissing(field)) {
            return Float.NaN;
        }
        require(field, text);
        var value = Float.parseFloat(field);
        if (Float.isInfinite(value)) {
            throw tooLarge(field, "3.4E38", text);
        }
        return value;
    }

    /** Returns the number stated of a series; NaN if it is missing. */
    static double target(String field, TextSource text) throws MalformedException {
        if (isMissing(field)) {
            return Double.NaN;
        }
        require(field, text);
        var value = Double.parseDouble(field);
        if (Double.isInfinite(value)) {
            throw tooLarge(field, "1.8E308", text);
        }
        return value;
    }

    private static void require(String field, TextSource text) throws MalformedException {
        if (field.isEmpty()) {
            throw text.malformed("a value is empty; expected a number, or ? for a missing value. Correct the file.");
        }
        if (!NUMBER.matcher(field).matches()) {
            throw text.malformed(Quoted.of(field)
                    + " is not a number; expected a number such as -1.25, or ? for a missing value. Correct the file.");
        }
    }

    private static MalformedException tooLarge(String field, String largest, TextSource text) {
        return text.malformed(Quoted.of(field) + " is too large; the largest number is " + largest
                + ". Write ? for a missing value, or scale the values down.");
    }
}
