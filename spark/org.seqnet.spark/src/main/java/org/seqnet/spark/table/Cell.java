package org.seqnet.spark.table;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.seqnet.engine.Quoted;
import org.seqnet.spark.data.NumberText;

/**
 * A column of selected rows.
 *
 * @param index where it is in them
 * @param name what messages call it
 */
record Cell(int index, String name) implements Serializable {

    /** Says whether a row has nothing in it. */
    boolean isMissing(Row row) {
        return row.isNullAt(index);
    }

    /** Returns its place in words. */
    String place() {
        return "column " + Quoted.of(name);
    }

    /**
     * Returns the number in a row, NaN if it is missing; true is 1 and false is 0.
     *
     * @throws BadRowException if it is a text that is no number
     */
    double number(Row row) throws BadRowException {
        return number(row.get(index), place());
    }

    /** Returns a value as a number, as {@link #number(Row)} does. */
    static double number(Object value, String place) throws BadRowException {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value == null) {
            return Double.NaN;
        }
        var text = value.toString().strip();
        return NumberText.parse(text)
                .orElseThrow(() -> new BadRowException(
                        "%s contains %s, but a number is required.".formatted(place, Quoted.of(text))));
    }

    /**
     * Returns a number in single precision.
     *
     * @throws BadRowException if it is not finite there, unless it is NaN
     */
    static float single(double value, String place) throws BadRowException {
        float rounded = (float) value;
        if (Float.isInfinite(rounded)) {
            throw new BadRowException("%s contains %s, but a finite number%s is required."
                    .formatted(place, value, Double.isInfinite(value) ? "" : " within single precision"));
        }
        return rounded;
    }

    /** Returns the text of the value in a row; empty if it is missing, or a number that is NaN. */
    Optional<String> text(Row row) {
        var value = row.get(index);
        boolean isNumber = !(value instanceof Double number && number.isNaN())
                && !(value instanceof Float single && single.isNaN());
        return isNumber ? Optional.ofNullable(value).map(Object::toString) : Optional.empty();
    }
}
