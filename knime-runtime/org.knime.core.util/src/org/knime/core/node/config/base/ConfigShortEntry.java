package org.knime.core.node.config.base;

/** A single {@code short} setting. */
public final class ConfigShortEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final short value;

    /** Holds the given value. */
    public ConfigShortEntry(final String key, final short value) {
        super(ConfigEntries.xshort, key);
        this.value = value;
    }

    /** Parses the form that {@link #toStringValue()} gives. */
    public ConfigShortEntry(final String key, final String text) {
        this(key, Short.parseShort(text));
    }

    /** Returns the value. */
    public short getShort() {
        return value;
    }

    @Override
    public String toStringValue() {
        return String.valueOf(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return ((ConfigShortEntry) other).value == value;
    }
}
