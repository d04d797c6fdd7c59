package org.knime.core.node.config.base;

/** A single {@code int} setting. */
public final class ConfigIntEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final int value;

    /** Holds the given value. */
    public ConfigIntEntry(final String key, final int value) {
        super(ConfigEntries.xint, key);
        this.value = value;
    }

    /** Parses the form that {@link #toStringValue()} gives. */
    public ConfigIntEntry(final String key, final String text) {
        this(key, Integer.parseInt(text));
    }

    /** Returns the value. */
    public int getInt() {
        return value;
    }

    @Override
    public String toStringValue() {
        return String.valueOf(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return ((ConfigIntEntry) other).value == value;
    }
}
