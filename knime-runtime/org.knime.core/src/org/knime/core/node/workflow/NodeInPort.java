package org.knime.core.node.workflow;

import org.knime.core.node.port.PortType;

/** An input port. */
public class NodeInPort extends NodePortAdaptor {
    public NodeInPort(int index, PortType pType) {
        super(index, pType);
    }
}
