package org.knime.core.node;

import org.knime.core.node.config.ConfigWO;

/** Stores a model. */
public interface ModelContentWO extends ConfigWO {

    /** Adds an empty sub-tree and returns it. */
    ModelContentWO addModelContent(final String key);
}
