package org.seqnet.engine.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.seqnet.engine.Quoted;

/** Named values in a fixed order, as lines of text. Reading takes each value once, so that none goes unnoticed. */
final class Fields {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final String place;

    /** @param place what messages call the text */
    Fields(String place) {
        this.place = place;
    }

    Fields with(String key, Object value) {
        values.put(key, value.toString());
        return this;
    }

    /** Returns the lines, each ended by a line feed. */
    String text() {
        var text = new StringBuilder();
        values.forEach((key, value) ->
                text.append(key).append('=').append(escaped(value)).append('\n'));
        return text.toString();
    }

    static Fields parse(String text, String place) throws MalformedModelException {
        var fields = new Fields(place);
        int number = 0;
        for (int start = 0; start < text.length(); ) {
            number++;
            int end = text.indexOf('\n', start);
            int equals = text.indexOf('=', start);
            if (end < 0 || equals < 0 || equals > end) {
                throw new MalformedModelException(place + ", line " + number + ": not in the form key=value.");
            }
            var key = text.substring(start, equals);
            var value = unescaped(text.substring(equals + 1, end))
                    .orElseThrow(fields.fault(number, "a backslash is not followed by \\, n or r"));
            if (fields.values.put(key, value) != null) {
                throw new MalformedModelException(
                        place + ", line " + number + ": " + Quoted.of(key) + " occurs twice.");
            }
            start = end + 1;
        }
        return fields;
    }

    private java.util.function.Supplier<MalformedModelException> fault(int line, String what) {
        return () -> new MalformedModelException(place + ", line " + line + ": " + what + ".");
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static Optional<String> unescaped(String value) {
        if (value.indexOf('\\') < 0) {
            return Optional.of(value);
        }
        var text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            i++;
            int which = i < value.length() ? "\\nr".indexOf(value.charAt(i)) : -1;
            if (which < 0) {
                return Optional.empty();
            }
            text.append("\\\n\r".charAt(which));
        }
        return Optional.of(text.toString());
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    boolean has(String key, String value) {
        return value.equals(values.get(key));
    }

    /** Takes a value out. */
    String take(String key) throws MalformedModelException {
        var value = values.remove(key);
        if (value == null) {
            throw fault("'" + key + "' is missing.");
        }
        return value;
    }

    /** Takes a value out and converts it; {@code kind} says what it should have been. */
    <T> T take(String key, String kind, Function<String, T> conversion) throws MalformedModelException {
        var value = take(key);
        try {
            return conversion.apply(value);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw fault("'" + key + "' is " + Quoted.of(value) + ", not " + kind + ".", e);
        }
    }

    int takeInt(String key) throws MalformedModelException {
        return take(key, "an integer", Integer::valueOf);
    }

    long takeLong(String key) throws MalformedModelException {
        return take(key, "an integer", Long::valueOf);
    }

    double takeDouble(String key) throws MalformedModelException {
        return take(key, "a number", Double::valueOf);
    }

    boolean takeTruth(String key) throws MalformedModelException {
        return take(key, "true or false", text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(text);
            }
            return text.equals("true");
        });
    }

    <E extends Enum<E>> E takeEnum(String key, Class<E> type) throws MalformedModelException {
        return takeEnum(key, type, EnumSet.allOf(type));
    }

    /** Takes out one of the names that are {@code allowed} of an enumeration. */
    <E extends Enum<E>> E takeEnum(String key, Class<E> type, EnumSet<E> allowed) throws MalformedModelException {
        return take(key, "one of " + allowed, name -> {
            var value = Enum.valueOf(type, name);
            if (!allowed.contains(value)) {
                throw new IllegalArgumentException(name);
            }
            return value;
        });
    }

    /** Takes out the values of {@code prefix1}, {@code prefix2} ... as far as they go. */
    List<String> takeAll(String prefix) throws MalformedModelException {
        var taken = new ArrayList<String>();
        while (has(prefix + (taken.size() + 1))) {
            taken.add(take(prefix + (taken.size() + 1)));
        }
        return taken;
    }

    /** Returns what tells of a fault in this text. */
    MalformedModelException fault(String what) {
        return fault(what, null);
    }

    MalformedModelException fault(String what, Throwable cause) {
        return new MalformedModelException(place + ": " + what, cause);
    }

    /** Checks that every value has been taken. */
    void requireEmpty() throws MalformedModelException {
        if (!values.isEmpty()) {
            throw fault(Quoted.of(values.keySet().iterator().next()) + " is unknown in this version of the format.");
        }
    }
}
