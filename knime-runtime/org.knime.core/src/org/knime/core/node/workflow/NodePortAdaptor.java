package org.knime.core.node.workflow;

import java.util.Objects;
import org.knime.core.node.port.PortType;

/** A port's index, type and name. */
public class NodePortAdaptor implements NodePort {
    private final int index;
    private final PortType type;
    private String name;

    public NodePortAdaptor(int portIndex, PortType pType) {
        this.index = portIndex;
        this.type = Objects.requireNonNull(pType, "pType");
        this.name = "Port " + portIndex;
    }

    @Override
    public final int getPortIndex() {
        return index;
    }

    @Override
    public final PortType getPortType() {
        return type;
    }

    @Override
    public final String getPortName() {
        return name;
    }

    @Override
    public final void setPortName(String portName) {
        name = portName;
    }
}
