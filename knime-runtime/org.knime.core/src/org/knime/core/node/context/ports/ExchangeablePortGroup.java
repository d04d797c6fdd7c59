package org.knime.core.node.context.ports;

import org.knime.core.node.port.PortType;

/** One port whose type can be chosen. */
public interface ExchangeablePortGroup extends ConfigurablePortGroup {

    /** Chooses the type. */
    void setSelectedPortType(final PortType pType);

    /** Returns the type. */
    PortType getSelectedPortType();

    @Override
    default PortType[] getInputPorts() {
        if (!definesInputPorts()) {
            throw UNSUPPORTED_INPUT_OPERATION;
        }
        return new PortType[] {getSelectedPortType()};
    }

    @Override
    default PortType[] getOutputPorts() {
        if (!definesOutputPorts()) {
            throw UNSUPPORTED_OUTPUT_OPERATION;
        }
        return new PortType[] {getSelectedPortType()};
    }
}
