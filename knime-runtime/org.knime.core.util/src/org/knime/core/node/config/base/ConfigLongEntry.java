package org.knime.core.node.config.base;

/** A single {@code long} setting. */
public final class ConfigLongEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final long value;

    /** Holds the given value. */
    public ConfigLongEntry(final String key, final long value) {
        super(ConfigEntries.xlong, key);
        this.value = value;
    }

    /** Parses the form that {@link #toStringValue()} gives. */
    public ConfigLongEntry(final String key, final String text) {
        this(key, Long.parseLong(text));
    }

    /** Returns the value. */
    public long getLong() {
        return value;
    }

    @Override
    public String toStringValue() {
        return String.valueOf(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return ((ConfigLongEntry) other).value == value;
    }
}
