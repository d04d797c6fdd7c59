package org.knime.core.node.workflow;

import org.knime.core.node.Node;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** A native node's output port; it reads through to the node. */
final class NativeOutPort extends NodePortAdaptor implements NodeOutPort {
    private final NativeNodeContainer container;

    NativeOutPort(NativeNodeContainer container, int index) {
        super(index, container.getNode().getOutputType(index));
        this.container = container;
        setPortName(container.getNode().getOutportName(index));
    }

    private Node node() {
        return container.getNode();
    }

    @Override
    public PortObjectSpec getPortObjectSpec() {
        return node().getOutputSpec(getPortIndex());
    }

    @Override
    public PortObject getPortObject() {
        return node().getOutputObject(getPortIndex());
    }

    @Override
    public FlowObjectStack getFlowObjectStack() {
        return container.createOutFlowObjectStack();
    }
}
