package org.knime.node.parameters.persistence;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Stores a field in a form of its own. Needs a no-argument constructor. */
public interface NodeParametersPersistor<T> {
    /** @throws InvalidSettingsException if the value is missing or unusable */
    T load(NodeSettingsRO settings) throws InvalidSettingsException;

    void save(T param, NodeSettingsWO settings);

    /** Returns the entries that this persistor writes, each as the keys that lead to it. */
    String[][] getConfigPaths();
}
