package org.knime.core.node.workflow;

import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** An output port without content: a metanode's, or that of a node that could not be made. */
public class NodeOutPortWrapper extends NodePortAdaptor implements NodeOutPort {
    private final NodeContainer container;

    NodeOutPortWrapper(NodeContainer container, int index, PortType type) {
        super(index, type);
        this.container = container;
    }

    @Override
    public PortObjectSpec getPortObjectSpec() {
        return null;
    }

    @Override
    public PortObject getPortObject() {
        return null;
    }

    @Override
    public FlowObjectStack getFlowObjectStack() {
        return container.getFlowObjectStack();
    }
}
