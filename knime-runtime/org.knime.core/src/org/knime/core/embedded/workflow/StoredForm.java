package org.knime.core.embedded.workflow;

import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;

/**
 * How a node lies in its workflow's folder. What the embedded runtime does not understand (annotations, the editor's
 * coordinates) is kept as it was and written back.
 *
 * @param folder the node's folder within the workflow's, null if it has none yet
 * @param settings its settings file
 * @param entry its part of {@code workflow.knime}
 */
public record StoredForm(String folder, NodeSettingsRO settings, NodeSettingsRO entry) {
    public static final StoredForm NONE = new StoredForm(null, new NodeSettings("none"), new NodeSettings("none"));
}
