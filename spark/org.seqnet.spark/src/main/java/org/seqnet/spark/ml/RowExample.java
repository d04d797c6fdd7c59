package org.seqnet.spark.ml;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.seqnet.engine.SeqNetException;
import org.seqnet.spark.data.Example;
import org.seqnet.spark.data.Known;

/**
 * Reads a row: lists of doubles, bytes or symbols, then what is learned, then whether the row is one to measure on,
 * then the sizes of the time steps if they are arrays of their own.
 *
 * @param lists how many lists there are; if several, each has one feature
 * @param featuresPerStep how many values of a single list make a time step
 * @param isNested whether the sizes of time steps are known, which then are their features
 * @param keepsMissing whether values may be missing
 * @param isNumber whether a value is learned, not a class
 * @param isFractional whether classes are numbers of a type that may have fractions
 */
record RowExample(
        int lists, int featuresPerStep, boolean isNested, boolean keepsMissing, boolean isNumber, boolean isFractional)
        implements Serializable {

    boolean isValidation(Row row) {
        return row.getBoolean(lists + 1);
    }

    /** Returns whether the row can be learned from. */
    boolean isReadable(Row row) {
        try {
            read(row, "");
            return true;
        } catch (SeqNetException e) {
            return false;
        }
    }

    /**
     * Returns the example.
     *
     * @param name what messages call the row
     * @throws SeqNetException if the row cannot be learned from
     */
    Example read(Row row, String name) {
        for (int i = 0; i <= lists; i++) {
            if (row.isNullAt(i)) {
                throw refused(name, i == lists ? "the label is missing." : "the sequence is missing.");
            }
        }
        int features = isNested ? nested(row, name) : lists > 1 ? lists : featuresPerStep;
        var values = values(row, name);
        if (values.count() == 0 || values.count() % features != 0) {
            throw refused(
                    name,
                    String.format(
                            Locale.ROOT,
                            "the sequence has %,d values, which are no whole time steps of %,d features.",
                            values.count(),
                            features));
        }
        return new Example(name, values, features, known(row, name), 1, "");
    }

    private int nested(Row row, String name) {
        List<Integer> sizes = row.getList(lists + 2);
        if (sizes.isEmpty() || sizes.get(0) < 1) {
            throw refused(name, "the sequence has no time step or no feature.");
        }
        int features = sizes.get(0);
        for (int step = 1; step < sizes.size(); step++) {
            if (sizes.get(step) != features) {
                throw refused(
                        name,
                        String.format(
                                Locale.ROOT,
                                "time step %,d has %,d features, but the first has %,d.",
                                step + 1,
                                sizes.get(step),
                                features));
            }
        }
        return features;
    }

    private Example.Values values(Row row, String name) {
        if (row.get(0) instanceof byte[] bytes) {
            return new Example.Bytes(bytes);
        }
        List<?> first = row.getList(0);
        if (first.stream().anyMatch(String.class::isInstance)) {
            return new Example.Symbols(first.toArray(String[]::new));
        }
        var values = new float[Math.multiplyExact(first.size(), lists)];
        for (int list = 0; list < lists; list++) {
            List<Double> numbers = row.getList(list);
            if (numbers.size() != first.size()) {
                throw refused(
                        name,
                        String.format(
                                Locale.ROOT,
                                "there are %,d values of feature 1 and %,d of feature %,d; each time step must have "
                                        + "one of each.",
                                first.size(),
                                numbers.size(),
                                list + 1));
            }
            int at = list;
            for (var number : numbers) {
                values[at] = value(number, name);
                at += lists;
            }
        }
        return new Example.Numbers(values);
    }

    private float value(Double number, String name) {
        if (number != null && !number.isNaN()) {
            return finite(number, name);
        }
        if (keepsMissing) {
            return Float.NaN;
        }
        throw refused(name, "a value of the sequence is missing, and missingValues is none.");
    }

    private static float finite(double number, String name) {
        float value = (float) number;
        if (Float.isInfinite(value)) {
            throw refused(name, "a value of the sequence is infinite, or too large for single precision.");
        }
        return value;
    }

    private Known known(Row row, String name) {
        var label = row.get(lists);
        if (isNumber) {
            double value = (double) label;
            if (!Double.isFinite(value)) {
                throw refused(name, "the label is " + value + ", not a finite number.");
            }
            return new Known.Values(List.of(value));
        }
        return new Known.Label(isFractional ? whole(((Number) label).doubleValue(), name) : label.toString());
    }

    private static String whole(double label, String name) {
        if (label != Math.rint(label) || Math.abs(label) > Long.MAX_VALUE) {
            throw refused(
                    name,
                    "the label is " + label + ", but classes must be whole numbers. To predict numbers, set task to "
                            + "values.");
        }
        return Long.toString((long) label);
    }

    private static SeqNetException refused(String name, String problem) {
        return new SeqNetException(name + ": " + problem + " Correct or remove the row, or set handleInvalid to skip.");
    }
}
