package org.knime.core.node.workflow;

/** Lies on the stack where a scope begins: what is above it is taken off where the scope ends. */
public class FlowScopeContext extends FlowObject {
    public NodeID getHeadNode() {
        return getOwner();
    }
}
