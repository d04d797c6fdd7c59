package org.knime.core.node.config.base;

/** A single {@code char} setting. */
public final class ConfigCharEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final char value;

    /** Holds the given value. */
    public ConfigCharEntry(final String key, final char value) {
        super(ConfigEntries.xchar, key);
        this.value = value;
    }

    /** Parses the form that {@link #toStringValue()} gives. */
    public ConfigCharEntry(final String key, final String text) {
        this(key, single(text));
    }

    private static char single(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("One character expected, got \"" + text + "\".");
        }
        return text.charAt(0);
    }

    /** Returns the value. */
    public char getChar() {
        return value;
    }

    @Override
    public String toStringValue() {
        return String.valueOf(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return ((ConfigCharEntry) other).value == value;
    }
}
