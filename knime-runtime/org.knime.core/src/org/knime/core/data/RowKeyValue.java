package org.knime.core.data;

/** The name of a row. */
public interface RowKeyValue {

    /** Returns the name. */
    String getString();

    /** Returns the name as a {@link RowKey}. */
    default RowKey materializeRowKey() {
        return new RowKey(getString());
    }
}
