package org.knime.core.node;

import org.knime.core.node.config.ConfigRO;

/** Reads a model. */
public interface ModelContentRO extends ConfigRO {

    /** Returns the sub-tree under the key. */
    ModelContentRO getModelContent(final String key) throws InvalidSettingsException;
}
