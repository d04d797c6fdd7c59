package org.knime.core.embedded.tests;

import java.io.File;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortType;

/** A node model without settings and internals, as long as subclasses add none. */
abstract class TestNodeModel extends NodeModel {
    TestNodeModel(PortType[] in, PortType[] out) {
        super(in, out);
    }

    @Override
    protected void loadInternals(File nodeInternDir, ExecutionMonitor exec) {
        // there are none
    }

    @Override
    protected void saveInternals(File nodeInternDir, ExecutionMonitor exec) {
        // there are none
    }

    @Override
    protected void saveSettingsTo(NodeSettingsWO settings) {
        // there are none
    }

    @Override
    protected void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        // there are none
    }

    @Override
    protected void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException {
        // there are none
    }

    @Override
    protected void reset() {
        // nothing is kept
    }
}
