package org.knime.core.node.context.ports;

import org.knime.core.node.port.PortType;

/** A node's ports in groups. */
public interface PortsConfiguration {

    /** Returns all inputs in order. */
    PortType[] getInputPorts();

    /** Returns all outputs in order. */
    PortType[] getOutputPorts();
}
