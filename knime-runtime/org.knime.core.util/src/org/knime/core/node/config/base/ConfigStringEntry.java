package org.knime.core.node.config.base;

import java.util.Objects;

/** A text setting; {@code null} is a value of its own. */
public final class ConfigStringEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final String value;

    /** Holds the given value, which may be {@code null}. */
    public ConfigStringEntry(final String key, final String value) {
        super(ConfigEntries.xstring, key);
        this.value = value;
    }

    /** Returns the value, possibly {@code null}. */
    public String getString() {
        return value;
    }

    @Override
    public String toStringValue() {
        return value;
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return Objects.equals(((ConfigStringEntry) other).value, value);
    }
}
