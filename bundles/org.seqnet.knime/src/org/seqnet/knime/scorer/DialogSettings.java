package org.seqnet.knime.scorer;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.SettingsType;
import org.knime.core.webui.node.dialog.defaultdialog.DefaultNodeDialog;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.knime.node.parameters.NodeParameters;

/**
 * Gives a classic node model the modern dialog and its settings. {@code DefaultNode} does this for the other nodes, but
 * cannot push flow variables. With the factory this is the only place that touches KNIME's dialog classes, which are no
 * public API yet.
 */
final class DialogSettings<P extends NodeParameters> {
    private final Class<P> type;

    DialogSettings(Class<P> type) {
        this.type = type;
    }

    NodeDialog dialog() {
        return new DefaultNodeDialog(SettingsType.MODEL, type);
    }

    P defaults() {
        return NodeParametersUtil.createSettings(type);
    }

    P defaults(PortObjectSpec[] inputs) {
        return NodeParametersUtil.createSettings(type, inputs);
    }

    P load(NodeSettingsRO settings) throws InvalidSettingsException {
        return NodeParametersUtil.loadSettings(settings, type);
    }

    void save(P parameters, NodeSettingsWO settings) {
        NodeParametersUtil.saveSettings(type, parameters, settings);
    }
}
