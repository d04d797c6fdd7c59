package org.knime.node.parameters.persistence;

import org.knime.core.node.NodeSettingsWO;

/** Writes one value to settings. */
@FunctionalInterface
public interface ParametersSaver<T> {

    void save(T param, NodeSettingsWO nodeSettings);
}
