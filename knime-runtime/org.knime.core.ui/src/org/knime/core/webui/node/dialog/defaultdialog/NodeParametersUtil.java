package org.knime.core.webui.node.dialog.defaultdialog;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.ui.embedded.parameters.Codecs;
import org.knime.core.ui.embedded.parameters.Instances;
import org.knime.core.ui.embedded.parameters.PortsInput;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;

/** Loads, saves and makes parameters, for nodes that have a node model of their own. */
public final class NodeParametersUtil {
    private NodeParametersUtil() {}

    public static NodeParametersInput createDefaultNodeSettingsContext(PortObjectSpec[] specs) {
        return PortsInput.of(specs);
    }

    /** @throws InvalidSettingsException naming the key that is missing or has another type */
    public static <S extends NodeParameters> S loadSettings(NodeSettingsRO settings, Class<S> clazz)
            throws InvalidSettingsException {
        return Codecs.load(clazz, settings);
    }

    /** Makes the defaults that suit these inputs. */
    public static <S extends NodeParameters> S createSettings(Class<S> clazz, PortObjectSpec[] specs) {
        return createSettings(clazz, createDefaultNodeSettingsContext(specs));
    }

    public static <S extends NodeParameters> S createSettings(Class<S> clazz, NodeParametersInput context) {
        return Instances.of(clazz, context);
    }

    public static <S extends NodeParameters> S createSettings(Class<S> clazz) {
        return Instances.of(clazz);
    }

    /** @throws ClassCastException if the parameters are of another class */
    public static void saveSettings(
            Class<? extends NodeParameters> settingsClass, NodeParameters settingsObject, NodeSettingsWO settings) {
        Codecs.save(settingsClass.cast(settingsObject), settings);
    }
}
