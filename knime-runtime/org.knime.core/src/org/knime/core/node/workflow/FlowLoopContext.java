package org.knime.core.node.workflow;

/** Lies on the stack where a loop begins, and knows the loop's end once that was executed. */
public class FlowLoopContext extends FlowScopeContext {
    private NodeID tailNode;

    /** @throws IllegalLoopException if another node is the loop's end already */
    public void setTailNode(NodeID tail) throws IllegalLoopException {
        if (tailNode != null && tail != null && !tailNode.equals(tail)) {
            throw new IllegalLoopException("Loop end already assigned (start node has more than one end node)");
        }
        tailNode = tail;
    }

    public NodeID getTailNode() {
        return tailNode;
    }

    @Override
    public String toString() {
        return "<Loop Context (Head " + getHeadNode() + ", Tail " + (tailNode == null ? "unassigned" : tailNode) + ")>";
    }
}
