package org.knime.core.node;

import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Reads a node's settings. */
public interface NodeSettingsRO extends ConfigRO {

    /** Returns the sub-tree under the key. */
    NodeSettingsRO getNodeSettings(final String key) throws InvalidSettingsException;

    /** Copies every entry into the target. */
    void copyTo(final ConfigWO dest);
}
