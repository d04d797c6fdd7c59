package org.seqnet.knime.dialog;

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
 * can neither push flow variables nor be made from a file that is dropped. With the factories this is the only place
 * that touches KNIME's dialog classes, which are no public API yet.
 */
public final class DialogSettings<P extends NodeParameters> {
    private final Class<P> type;

    /** Serves a node whose settings are of this type. */
    public DialogSettings(Class<P> type) {
        this.type = type;
    }

    /** Returns the dialog. */
    public NodeDialog dialog() {
        return new DefaultNodeDialog(SettingsType.MODEL, type);
    }

    /** Returns the settings of a node that is new. */
    public P defaults() {
        return NodeParametersUtil.createSettings(type);
    }

    /** Returns the settings of a node that is new, chosen to fit its inputs. */
    public P defaults(PortObjectSpec[] inputs) {
        return NodeParametersUtil.createSettings(type, inputs);
    }

    /** Reads settings, without a look at their values. */
    public P load(NodeSettingsRO settings) throws InvalidSettingsException {
        return NodeParametersUtil.loadSettings(settings, type);
    }

    /** Writes settings. */
    public void save(P parameters, NodeSettingsWO settings) {
        NodeParametersUtil.saveSettings(type, parameters, settings);
    }
}
