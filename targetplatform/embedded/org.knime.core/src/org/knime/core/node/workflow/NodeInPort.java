package org.knime.core.node.workflow;

import org.knime.core.node.port.PortType;

/** An input port. */
public class NodeInPort implements NodePort {
    private final int index;
    private final PortType type;
    private final String name;

    public NodeInPort(int index, PortType pType) {
        this(index, pType, "Port " + index);
    }

    NodeInPort(int index, PortType type, String name) {
        this.index = index;
        this.type = type;
        this.name = name;
    }

    @Override
    public int getPortIndex() {
        return index;
    }

    @Override
    public PortType getPortType() {
        return type;
    }

    @Override
    public String getPortName() {
        return name;
    }
}
