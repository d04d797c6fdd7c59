package org.knime.core.node.config.base;

import java.util.Objects;

/** A text that lives in memory only and is never written. */
public final class ConfigTransientStringEntry extends AbstractConfigEntry {

    /** Shown in place of the text. */
    public static final String HIDDEN_VALUE = "<hidden value>";

    private static final long serialVersionUID = 1L;

    private final transient String value;

    /** Holds the given value, which may be {@code null}. */
    public ConfigTransientStringEntry(final String key, final String value) {
        super(ConfigEntries.xtransientstring, key);
        this.value = value;
    }

    /** Returns the value, possibly {@code null}. */
    public String getTransientString() {
        return value;
    }

    @Override
    public String toStringValue() {
        return value == null ? null : HIDDEN_VALUE;
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return Objects.equals(((ConfigTransientStringEntry) other).value, value);
    }
}
