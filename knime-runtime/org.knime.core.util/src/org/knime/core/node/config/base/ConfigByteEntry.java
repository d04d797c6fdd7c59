package org.knime.core.node.config.base;

/** A single {@code byte} setting. */
public final class ConfigByteEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final byte value;

    /** Holds the given value. */
    public ConfigByteEntry(final String key, final byte value) {
        super(ConfigEntries.xbyte, key);
        this.value = value;
    }

    /** Parses the form that {@link #toStringValue()} gives. */
    public ConfigByteEntry(final String key, final String text) {
        this(key, Byte.parseByte(text));
    }

    /** Returns the value. */
    public byte getByte() {
        return value;
    }

    @Override
    public String toStringValue() {
        return String.valueOf(value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return ((ConfigByteEntry) other).value == value;
    }
}
