package org.knime.core.node.config.base;

/** A single {@code float} setting. */
public final class ConfigFloatEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final float value;

    /** Holds the given value. */
    public ConfigFloatEntry(final String key, final float value) {
        super(ConfigEntries.xfloat, key);
        this.value = value;
    }

    /** Parses the form that {@link #toStringValue()} gives. */
    public ConfigFloatEntry(final String key, final String text) {
        this(key, Float.parseFloat(text));
    }

    /** Returns the value. */
    public float getFloat() {
        return value;
    }

    @Override
    public String toStringValue() {
        return String.valueOf(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return Float.compare(((ConfigFloatEntry) other).value, value) == 0;
    }
}
