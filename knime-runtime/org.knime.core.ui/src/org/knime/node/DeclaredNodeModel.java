package org.knime.node;

import java.io.File;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/** The part of a declared node's model that keeps its parameters. */
abstract sealed class DeclaredNodeModel extends NodeModel permits TwoStepNodeModel, RearrangingNodeModel {

    final ParametersHolder parameters;

    DeclaredNodeModel(ParametersHolder parameters) {
        super(parameters.inPortTypes, parameters.outPortTypes);
        this.parameters = parameters;
    }

    @Override
    protected void saveSettingsTo(NodeSettingsWO settings) {
        parameters.save(settings);
    }

    @Override
    protected void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        parameters.validate(settings);
    }

    @Override
    protected void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException {
        parameters.load(settings);
    }

    @Override
    protected void loadInternals(File nodeInternDir, ExecutionMonitor exec) {
        // internal data are port objects, which the workflow saves and loads
    }

    @Override
    protected void saveInternals(File nodeInternDir, ExecutionMonitor exec) {
        // as above
    }

    @Override
    protected void reset() {
        // nothing to forget
    }
}
