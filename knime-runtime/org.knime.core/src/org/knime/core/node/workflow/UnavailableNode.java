package org.knime.core.node.workflow;

import org.knime.core.node.port.PortObject;

/**
 * Holds the place of a node that cannot be made: its extension is not installed, or it is a metanode or component,
 * which the embedded runtime does not run. It never becomes configured; saving writes its folder as it was.
 */
final class UnavailableNode extends NodeContainer {
    private final String name;
    private final int inPorts;
    private final int outPorts;

    /** The ports are those that the workflow's connections mention. */
    UnavailableNode(WorkflowManager parent, NodeID id, String name, String reason, int inPorts, int outPorts) {
        super(parent, id);
        this.name = name;
        this.inPorts = inPorts;
        this.outPorts = outPorts;
        setNodeMessage(NodeMessage.newError(reason));
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    WorkflowManager getProjectManager() {
        return getParent();
    }

    @Override
    public int getNrInPorts() {
        return inPorts;
    }

    @Override
    public NodeInPort getInPort(int index) {
        return new NodeInPort(index, PortObject.TYPE);
    }

    @Override
    public int getNrOutPorts() {
        return outPorts;
    }

    @Override
    public NodeOutPort getOutPort(int index) {
        return new NodeOutPortWrapper(this, index, PortObject.TYPE);
    }

    @Override
    public FlowObjectStack getFlowObjectStack() {
        return FlowObjectStack.outgoing(getID());
    }
}
