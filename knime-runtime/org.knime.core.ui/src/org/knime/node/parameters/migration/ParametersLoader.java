package org.knime.node.parameters.migration;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/** Reads one value from settings. */
@FunctionalInterface
public interface ParametersLoader<T> {

    /** @throws InvalidSettingsException if the value is missing or unusable */
    T load(NodeSettingsRO settings) throws InvalidSettingsException;
}
