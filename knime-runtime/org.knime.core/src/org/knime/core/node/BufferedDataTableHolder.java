package org.knime.core.node;

/** A node model that keeps tables for its view. */
public interface BufferedDataTableHolder {

    /** Returns what the model keeps. */
    BufferedDataTable[] getInternalTables();
}
