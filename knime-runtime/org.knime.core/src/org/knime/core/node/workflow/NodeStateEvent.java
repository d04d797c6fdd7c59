package org.knime.core.node.workflow;

import java.util.EventObject;

/** Says that the node of that id is in another state now. */
public class NodeStateEvent extends EventObject {
    private static final long serialVersionUID = 1L;

    public NodeStateEvent(NodeID src) {
        super(src);
    }

    @Override
    public NodeID getSource() {
        return (NodeID) super.getSource();
    }
}
