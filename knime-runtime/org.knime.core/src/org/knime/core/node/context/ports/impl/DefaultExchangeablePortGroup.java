package org.knime.core.node.context.ports.impl;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ExchangeablePortGroup;
import org.knime.core.node.port.PortType;

/** One port whose type can be chosen. */
public final class DefaultExchangeablePortGroup implements ExchangeablePortGroup {

    private final PortType[] supported;

    private final boolean inputs;

    private final boolean outputs;

    private PortType type;

    /** Makes a group of a port of the given type. */
    public DefaultExchangeablePortGroup(
            final PortType defaultType,
            final PortType[] supportedTypes,
            final boolean definesInputPorts,
            final boolean definesOutputPorts) {
        type = defaultType;
        supported = supportedTypes;
        inputs = definesInputPorts;
        outputs = definesOutputPorts;
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
    public DefaultExchangeablePortGroup copy() {
        return new DefaultExchangeablePortGroup(type, supported, inputs, outputs);
    }

    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        type.save(settings);
    }

    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        type = PortType.load(settings);
    }

    @Override
    public PortType getSelectedPortType() {
        return type;
    }

    @Override
    public PortType[] getSupportedPortTypes() {
        return supported;
    }

    @Override
    public void setSelectedPortType(final PortType pType) {
        type = pType;
    }
}
