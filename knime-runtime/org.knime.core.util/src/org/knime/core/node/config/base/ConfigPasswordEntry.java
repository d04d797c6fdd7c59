package org.knime.core.node.config.base;

import java.util.Objects;

/** An encrypted text, kept as it is: the embedded runtime neither encrypts nor decrypts. */
public final class ConfigPasswordEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final String value;

    /** Holds the given value, which may be {@code null}. */
    public ConfigPasswordEntry(final String key, final String value) {
        super(ConfigEntries.xpassword, key);
        this.value = value;
    }

    /** Returns the value, possibly {@code null}. */
    public String getPassword() {
        return value;
    }

    @Override
    public String toStringValue() {
        return value;
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return Objects.equals(((ConfigPasswordEntry) other).value, value);
    }
}
