package org.knime.core.data;

import java.util.Objects;

/** The name of a row, unique within a table. */
public final class RowKey implements RowKeyValue {

    private final String id;

    /** Makes a key of any text but {@code null}. */
    public RowKey(final String id) {
        this.id = Objects.requireNonNull(id, "A row key cannot be null.");
    }

    @Override
    public String getString() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof RowKeyValue key && id.equals(key.getString());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Returns {@code Row0}, {@code Row1} and so on. */
    public static RowKey createRowKey(final long rowIndex) {
        return new RowKey("Row" + rowIndex);
    }
}
