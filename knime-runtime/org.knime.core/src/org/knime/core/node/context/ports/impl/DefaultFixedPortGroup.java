package org.knime.core.node.context.ports.impl;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.port.PortType;

/** Ports that are always there. */
public final class DefaultFixedPortGroup implements PortGroupConfiguration {

    private final PortType[] types;

    private final boolean inputs;

    private final boolean outputs;

    /** Makes a group. */
    public DefaultFixedPortGroup(
            final PortType[] fixedPortTypes, final boolean definesInputPorts, final boolean definesOutputPorts) {
        types = fixedPortTypes;
        inputs = definesInputPorts;
        outputs = definesOutputPorts;
    }

    @Override
    public DefaultFixedPortGroup copy() {
        return this;
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        // There is nothing to choose.
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        // There is nothing to choose.
    }

    @Override
    public boolean definesInputPorts() {
        return inputs;
    }

    @Override
    public boolean definesOutputPorts() {
        return outputs;
    }

    @Override
    public PortType[] getInputPorts() {
        if (!inputs) {
            throw UNSUPPORTED_INPUT_OPERATION;
        }
        return types;
    }

    @Override
    public PortType[] getOutputPorts() {
        if (!outputs) {
            throw UNSUPPORTED_OUTPUT_OPERATION;
        }
        return types;
    }
}
