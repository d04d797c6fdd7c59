package org.knime.core.node.config.base;

/** A single {@code boolean} setting. */
public final class ConfigBooleanEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final boolean value;

    /** Holds the given value. */
    public ConfigBooleanEntry(final String key, final boolean value) {
        super(ConfigEntries.xboolean, key);
        this.value = value;
    }

    /** Parses the form that {@link #toStringValue()} gives. */
    public ConfigBooleanEntry(final String key, final String text) {
        this(key, Boolean.parseBoolean(text));
    }

    /** Returns the value. */
    public boolean getBoolean() {
        return value;
    }

    @Override
    public String toStringValue() {
        return String.valueOf(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return ((ConfigBooleanEntry) other).value == value;
    }
}
