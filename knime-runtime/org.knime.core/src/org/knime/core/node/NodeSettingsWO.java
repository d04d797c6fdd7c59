package org.knime.core.node;

import org.knime.core.node.config.ConfigWO;

/** Stores a node's settings. */
public interface NodeSettingsWO extends ConfigWO {

    /** Adds an empty sub-tree and returns it. */
    NodeSettingsWO addNodeSettings(final String key);

    /** Adds a sub-tree. */
    void addNodeSettings(final NodeSettings settings);
}
