package org.knime.core.ui.embedded.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** Reads and writes one field, or all fields of a group. */
interface Codec {

    /** @throws InvalidSettingsException if an entry is missing, has another type, or holds no valid value */
    Object load(NodeSettingsRO settings) throws InvalidSettingsException;

    void save(Object value, NodeSettingsWO settings);
}
