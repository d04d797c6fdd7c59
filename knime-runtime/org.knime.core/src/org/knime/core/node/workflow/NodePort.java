package org.knime.core.node.workflow;

import org.knime.core.node.port.PortType;

/** A port; 0 is the flow variable port, the node's own count from 1. */
public interface NodePort {
    int getPortIndex();

    PortType getPortType();

    String getPortName();

    void setPortName(String portName);
}
