package org.seqnet.knime.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A JSON object in the making, for the data of a view. Values are text, numbers, booleans, lists, other objects, any of
 * these as an optional, or {@code null}. Fractions are written as floats, which is more than a screen can show; what
 * JSON cannot write, such as
 * NaN, becomes null.
 */
public final class JsonObject {
    private static final int LONGEST_LABEL = 200;
    /** What differs in long names often stands at their end. */
    private static final int END_OF_LABEL = 80;

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Adds a member, or replaces it, and returns this object. */
    public JsonObject with(String name, Object value) {
        members.put(Objects.requireNonNull(name), value);
        return this;
    }

    /**
     * Adds a text of which a reader needs at most {@value #LONGEST_LABEL} characters, such as a row's key; a longer one
     * is cut in its middle.
     */
    public JsonObject withLabel(String name, String label) {
        if (label.length() <= LONGEST_LABEL) {
            return with(name, label);
        }
        var beginning = label.substring(0, LONGEST_LABEL - END_OF_LABEL);
        return with(name, beginning + "…" + label.substring(label.length() - END_OF_LABEL));
    }

    /** Returns the JSON text. */
    @Override
    public String toString() {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + text(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(Object value) {
        if (value == null
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof JsonObject) {
            return String.valueOf(value);
        }
        if (value instanceof OptionalDouble known) {
            return known.isPresent() ? text(known.getAsDouble()) : "null";
        }
        if (value instanceof Optional<?> known) {
            return text(known.orElse(null));
        }
        if (value instanceof Number number) {
            float rounded = number.floatValue();
            return Float.isFinite(rounded) ? Float.toString(rounded) : "null";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonObject::text).collect(Collectors.joining(",", "[", "]"));
        }
        return quoted((String) value);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || Character.isSurrogate((char) c)) {
                // cutting may have left half of a pair, which UTF-8 cannot write
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
