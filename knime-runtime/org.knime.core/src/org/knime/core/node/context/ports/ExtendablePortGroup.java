package org.knime.core.node.context.ports;

import java.util.stream.Stream;
import org.knime.core.node.port.PortType;

/** Ports to which others can be added. */
public interface ExtendablePortGroup extends ConfigurablePortGroup {

    @Override
    default PortType[] getInputPorts() {
        if (!definesInputPorts()) {
            throw UNSUPPORTED_INPUT_OPERATION;
        }
        return Stream.of(getFixedPorts(), getConfiguredPorts())
                .flatMap(Stream::of)
                .toArray(PortType[]::new);
    }

    @Override
    default PortType[] getOutputPorts() {
        if (!definesOutputPorts()) {
            throw UNSUPPORTED_OUTPUT_OPERATION;
        }
        return Stream.of(getFixedPorts(), getConfiguredPorts())
                .flatMap(Stream::of)
                .toArray(PortType[]::new);
    }

    /** Returns the ports that are always there. */
    PortType[] getFixedPorts();

    /** Returns the ports that were added. */
    PortType[] getConfiguredPorts();

    /** Tells whether one more can be added. */
    boolean canAddPort();

    /** Adds a port. */
    void addPort(final PortType pType);
}
