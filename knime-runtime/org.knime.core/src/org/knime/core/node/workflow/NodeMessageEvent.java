package org.knime.core.node.workflow;

import java.util.EventObject;

/** Says that the node of that id has a new message. */
public class NodeMessageEvent extends EventObject {
    private static final long serialVersionUID = 1L;

    private final transient NodeMessage message;

    public NodeMessageEvent(NodeID src, NodeMessage msg) {
        super(src);
        this.message = msg;
    }

    public NodeMessage getMessage() {
        return message;
    }

    @Override
    public NodeID getSource() {
        return (NodeID) super.getSource();
    }
}
