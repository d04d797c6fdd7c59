package org.knime.core.webui.node.view;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.webui.UIExtension;
import org.knime.core.webui.data.DataServiceProvider;

/** The page of a node, its data and its settings. */
public interface NodeView extends UIExtension, DataServiceProvider {
    void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException;

    /** Takes settings that were validated. */
    void loadValidatedSettingsFrom(NodeSettingsRO settings);
}
