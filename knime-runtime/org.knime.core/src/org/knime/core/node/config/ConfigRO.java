package org.knime.core.node.config;

import java.util.Iterator;
import javax.swing.tree.TreeNode;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.base.ConfigBaseRO;

/** Reads settings, cells and types among them. */
public interface ConfigRO extends ConfigBaseRO, TreeNode, Iterable<String> {

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

    /** Returns a row key, possibly {@code null}. */
    RowKey getRowKey(String key) throws InvalidSettingsException;

    /** Returns a row key or the default. */
    RowKey getRowKey(String key, RowKey def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    RowKey[] getRowKeyArray(String key) throws InvalidSettingsException;

    /** Returns an array or the default. */
    RowKey[] getRowKeyArray(String key, RowKey... def);

    /** Returns a type, possibly {@code null}. */
    DataType getDataType(String key) throws InvalidSettingsException;

    /** Returns a type or the default. */
    DataType getDataType(String key, DataType def);

    /** Returns an array, {@code null} if {@code null} was stored. */
    DataType[] getDataTypeArray(String key) throws InvalidSettingsException;

    /** Returns an array or the default. */
    DataType[] getDataTypeArray(String key, DataType... def);
}
