package org.knime.core.node.config.base;

/** A single {@code double} setting. */
public final class ConfigDoubleEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final double value;

    /** Holds the given value. */
    public ConfigDoubleEntry(final String key, final double value) {
        super(ConfigEntries.xdouble, key);
        this.value = value;
    }

    /** Parses the form that {@link #toStringValue()} gives. */
    public ConfigDoubleEntry(final String key, final String text) {
        this(key, Double.parseDouble(text));
    }

    /** Returns the value. */
    public double getDouble() {
        return value;
    }

    @Override
    public String toStringValue() {
        return String.valueOf(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return Double.compare(((ConfigDoubleEntry) other).value, value) == 0;
    }
}
