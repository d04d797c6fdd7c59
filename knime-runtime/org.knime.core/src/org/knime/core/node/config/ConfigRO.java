package org.knime.core.node.config;

import java.util.Iterator;
import org.knime.core.data.DataCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBaseRO;

/** Reads settings, cells and types among them. */
public interface ConfigRO extends ConfigBaseRO, Iterable<String> {

    /** Returns the sub-tree under the key. */
    Config getConfig(String key) throws InvalidSettingsException;

    @Override
    Iterator<String> iterator();

    /** Returns a cell, possibly {@code null}. */
    DataCell getDataCell(String key) throws InvalidSettingsException;

    /** Returns a cell or the default. */
    DataCell getDataCell(String key, DataCell def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    DataCell[] getDataCellArray(String key) throws InvalidSettingsException;

    /** Returns an array or the default. */
    DataCell[] getDataCellArray(String key, DataCell... def);
}
