package org.seqnet.spark.app;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number, and says in words what is none. */
record Numbers<T>(Function<String, T> parsed, String title) implements ITypeConverter<T> {
    static final Numbers<Integer> INTEGERS = new Numbers<>(Integer::valueOf, "a whole number of 32 bits");
    static final Numbers<Long> LONGS = new Numbers<>(Long::valueOf, "a whole number of 64 bits");
    static final Numbers<Double> DOUBLES = new Numbers<>(Double::valueOf, "a number");

    @Override
    public T convert(String text) {
        try {
            return parsed.apply(text.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'%s' is not %s".formatted(text, title));
        }
    }
}
