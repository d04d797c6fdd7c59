package org.knime.core.node.config;

import org.knime.core.data.DataCell;
import org.knime.core.node.config.base.ConfigBaseWO;

/** Stores settings, cells and types among them. */
public interface ConfigWO extends ConfigBaseWO {

    /** Adds an empty sub-tree and returns it. */
    Config addConfig(String key);

    /** Stores a cell, which may be {@code null}. */
    void addDataCell(String key, DataCell cell);

    /** Stores an array, which may be {@code null}. */
    void addDataCellArray(String key, DataCell... cells);
}
