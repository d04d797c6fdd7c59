package org.seqnet.spark.app;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Values that an option may have, by the words that stand for them. */
abstract class Choice<T> implements ITypeConverter<T>, Iterable<String> {
    private final Map<String, T> values = new LinkedHashMap<>();

    /** Names constants by their names in lower case, with hyphens between words. */
    @SafeVarargs // reads the array only
    Choice(T... constants) {
        for (var constant : constants) {
            values.put(word(constant), constant);
        }
    }

    /** Names values by words, in their order. */
    Choice(List<String> words, List<T> values) {
        for (int i = 0; i < words.size(); i++) {
            this.values.put(words.get(i), values.get(i));
        }
    }

    /** Returns the word for a constant. */
    static String word(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public T convert(String text) {
        var value = values.get(text.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new TypeConversionException(
                    "'%s' is not one of %s".formatted(text, String.join(", ", values.keySet())));
        }
        return value;
    }

    @Override
    public final Iterator<String> iterator() {
        return values.keySet().iterator();
    }
}
