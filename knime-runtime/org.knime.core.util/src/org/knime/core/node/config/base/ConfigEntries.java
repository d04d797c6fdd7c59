package org.knime.core.node.config.base;

import java.util.Objects;
import java.util.function.Function;

/** The types of settings, by the names that they bear in XML. */
public enum ConfigEntries {
    /** A text; {@code null} is a value of its own. */
    xstring(text -> text),
    xint(Integer::valueOf),
    xdouble(Double::valueOf),
    xfloat(Float::valueOf),
    xlong(Long::valueOf),
    xshort(Short::valueOf),
    xbyte(Byte::valueOf),
    xchar(ConfigEntries::single),
    xboolean(Boolean::valueOf),
    /** A sub-tree. */
    config(text -> {
        throw new UnsupportedOperationException("A sub-tree has no value of its own.");
    }),
    /** An encrypted text, kept as it is: the embedded runtime neither encrypts nor decrypts. */
    xpassword(text -> text),
    /** A text that lives in memory only and is never written. */
    xtransientstring(text -> {
        throw new IllegalStateException("A transient text is never stored, so it cannot be read.");
    });

    private final Function<String, Object> parse;

    ConfigEntries(Function<String, Object> parse) {
        this.parse = parse;
    }

    private static Object single(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("One character expected, got \"" + text + "\".");
        }
        return text.charAt(0);
    }

    /** Makes an entry from the text that XML holds for it. */
    public AbstractConfigEntry createEntry(final String key, final String value) {
        return entry(key, parse.apply(value));
    }

    Entry entry(String key, Object value) {
        return new Entry(this, key, value);
    }

    /** A single value. KNIME has a class of its own for each type. */
    static final class Entry extends AbstractConfigEntry {

        private static final long serialVersionUID = 1L;

        private final transient Object value;

        private Entry(ConfigEntries type, String key, Object value) {
            super(type, key);
            this.value = value;
        }

        Object value() {
            return value;
        }

        @Override
        public String toStringValue() {
            return value == null ? null : getType() == xtransientstring ? "<hidden value>" : value.toString();
        }

        @Override
        boolean hasIdenticalValue(AbstractConfigEntry other) {
            return Objects.equals(((Entry) other).value, value);
        }
    }
}
