package org.knime.core.node.workflow;

import org.knime.core.node.Node;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

/** A native node's output port; it reads through to the node. */
record OutputPort(NativeNodeContainer container, int index) implements NodeOutPort {
    private Node node() {
        return container.getNode();
    }

    @Override
    public int getPortIndex() {
        return index;
    }

    @Override
    public PortType getPortType() {
        return node().getOutputType(index);
    }

    @Override
    public String getPortName() {
        return node().getOutportName(index);
    }

    @Override
    public PortObjectSpec getPortObjectSpec() {
        return node().getOutputSpec(index);
    }

    @Override
    public PortObject getPortObject() {
        return node().getOutputObject(index);
    }

    @Override
    public String getPortSummary() {
        return node().getOutputObjectSummary(index);
    }

    @Override
    public boolean isInactive() {
        return node().isInactive();
    }

    @Override
    public FlowObjectStack getFlowObjectStack() {
        return container.createOutFlowObjectStack();
    }
}
