package org.knime.core.node;

import org.knime.core.node.port.PortObjectSpec;

/** What a node's container does right before and after the node's model is configured. */
public interface NodeConfigureHelper {
    /** @throws InvalidSettingsException if flow variables do not fit the settings that they overwrite */
    void preConfigure() throws InvalidSettingsException;

    /** @throws InvalidSettingsException if the output specs cannot be used */
    PortObjectSpec[] postConfigure(PortObjectSpec[] inSpecs, PortObjectSpec[] nodeModelOutSpecs)
            throws InvalidSettingsException;
}
