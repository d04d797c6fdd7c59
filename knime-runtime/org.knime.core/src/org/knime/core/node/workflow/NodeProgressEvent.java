package org.knime.core.node.workflow;

import java.util.EventObject;

/** Says that the node of that id has come further. */
public class NodeProgressEvent extends EventObject {
    private static final long serialVersionUID = 1L;

    private final transient NodeProgress progress;

    public NodeProgressEvent(NodeID src, NodeProgress nodeProgress) {
        super(src);
        this.progress = nodeProgress;
    }

    public NodeProgress getNodeProgress() {
        return progress;
    }

    @Override
    public NodeID getSource() {
        return (NodeID) super.getSource();
    }
}
