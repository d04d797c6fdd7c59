package org.knime.core.node.workflow;

import java.util.Objects;

/** Something that a node puts on the flow object stack, marked with the node that put it there. */
abstract class FlowObject implements Cloneable {
    private NodeID owner;

    protected final void setOwner(NodeID owner) {
        this.owner = owner;
    }

    public final NodeID getOwner() {
        return owner;
    }

    @Override
    protected FlowObject clone() {
        try {
            return (FlowObject) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    protected FlowObject cloneAndUnsetOwner() {
        var copy = clone();
        copy.setOwner(null);
        return copy;
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(owner);
    }

    @Override
    public boolean equals(Object obj) {
        return obj != null && obj.getClass() == getClass() && Objects.equals(owner, ((FlowObject) obj).owner);
    }
}
