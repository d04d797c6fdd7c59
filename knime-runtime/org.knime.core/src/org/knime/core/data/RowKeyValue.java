package org.knime.core.data;

/** The name of a row. */
public interface RowKeyValue {

    /** Returns the name. */
    String getString();
}
