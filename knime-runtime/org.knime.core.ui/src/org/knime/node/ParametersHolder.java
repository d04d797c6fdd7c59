package org.knime.node;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.ui.embedded.parameters.Codecs;
import org.knime.core.ui.embedded.parameters.Defaults;
import org.knime.core.ui.embedded.parameters.PortsInput;
import org.knime.node.parameters.NodeParameters;

/** The parameters of one node: its model's, which live here, and its view's, which only pass through. */
final class ParametersHolder {

    private final Optional<Class<? extends NodeParameters>> modelClass;
    private final Optional<Class<? extends NodeParameters>> viewClass;
    final PortType[] inPortTypes;
    final PortType[] outPortTypes;
    private PortObjectSpec[] lastSpecs;
    private NodeParameters model;

    ParametersHolder(
            Optional<Class<? extends NodeParameters>> modelClass,
            Optional<Class<? extends NodeParameters>> viewClass,
            PortType[] inPortTypes,
            PortType[] outPortTypes) {
        this.modelClass = modelClass;
        this.viewClass = viewClass;
        this.inPortTypes = inPortTypes;
        this.outPortTypes = outPortTypes;
    }

    /** Returns the model's parameters, null before the first load or configuration and for a node that has none. */
    NodeParameters model() {
        return model;
    }

    /** Returns the model's parameters; those of a node that nobody set yet are the defaults for these inputs. */
    NodeParameters modelFor(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        lastSpecs = inSpecs;
        if (model == null && modelClass.isPresent()) {
            model = Defaults.of(modelClass.get(), input(inSpecs));
            model.validate();
        }
        return model;
    }

    private PortsInput input(PortObjectSpec[] inSpecs) {
        return new PortsInput(inPortTypes, inSpecs, outPortTypes);
    }

    void load(NodeSettingsRO settings) throws InvalidSettingsException {
        if (modelClass.isPresent()) {
            model = Codecs.load(modelClass.get(), settings);
        }
    }

    void validate(NodeSettingsRO settings) throws InvalidSettingsException {
        if (modelClass.isPresent()) {
            Codecs.load(modelClass.get(), settings).validate();
        }
    }

    void validateView(NodeSettingsRO settings) throws InvalidSettingsException {
        if (viewClass.isPresent()) {
            Codecs.load(viewClass.get(), settings).validate();
        }
    }

    void save(NodeSettingsWO settings) {
        modelClass.ifPresent(type -> Codecs.save(model != null ? model : Defaults.of(type), settings));
    }

    void saveViewDefaults(NodeSettingsWO settings) {
        viewClass.ifPresent(type ->
                Codecs.save(lastSpecs == null ? Defaults.of(type) : Defaults.of(type, input(lastSpecs)), settings));
    }
}
