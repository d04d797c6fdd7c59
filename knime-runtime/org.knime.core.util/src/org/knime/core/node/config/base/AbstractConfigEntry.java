package org.knime.core.node.config.base;

import java.io.Serializable;
import java.util.Objects;

/** A typed value under a key, or a whole sub-tree of them. */
public abstract class AbstractConfigEntry implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ConfigEntries type;

    private String key;

    AbstractConfigEntry(ConfigEntries type, String key) {
        this.type = type;
        setKey(key);
    }

    /** Returns the key, never {@code null}. */
    public final String getKey() {
        return key;
    }

    final void setKey(String newKey) {
        if (newKey == null) {
            throw new IllegalArgumentException("A setting needs a key.");
        }
        key = newKey;
    }

    /** Returns the type that the entry has in XML. */
    public final ConfigEntries getType() {
        return type;
    }

    @Override
    public String toString() {
        return key + " [" + type.name() + "] -> " + toStringValue();
    }

    /** Returns the value's text as in XML, before escaping; {@code null} where the value is. */
    public abstract String toStringValue();

    @Override
    public boolean equals(final Object other) {
        return this == other
                || other != null && other.getClass() == getClass() && isIdentical((AbstractConfigEntry) other);
    }

    private boolean isIdentical(AbstractConfigEntry other) {
        return type == other.type && key.equals(other.key) && hasIdenticalValue(other);
    }

    abstract boolean hasIdenticalValue(AbstractConfigEntry other);

    @Override
    public int hashCode() {
        return Objects.hash(key, type);
    }
}
