package org.knime.core.node.workflow;

import java.io.Serializable;
import java.util.Objects;

/** Names a node by the numbers of the workflows around it, then its own: {@code 0:5} is node 5 of project 0. */
public class NodeID implements Serializable, Comparable<NodeID> {
    private static final long serialVersionUID = 1L;

    /** The parent of all projects; prints as the empty string. */
    public static final NodeID ROOTID = new NodeID(null, 0, true);

    private final NodeID prefix;
    private final int index;

    private NodeID(NodeID prefix, int index, boolean root) {
        this.prefix = root ? null : Objects.requireNonNull(prefix, "prefix");
        this.index = index;
    }

    public NodeID(NodeID prefix, int ix) {
        this(prefix, ix, false);
    }

    public NodeID(int ix) {
        this(ROOTID, ix, false);
    }

    public final boolean isRoot() {
        return prefix == null;
    }

    public int getIndex() {
        return index;
    }

    @Override
    public String toString() {
        if (prefix == null) {
            return "";
        }
        return prefix.isRoot() ? Integer.toString(index) : prefix + ":" + index;
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof NodeID other && compareTo(other) == 0;
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public int compareTo(NodeID o) {
        if (this == o) {
            return 0;
        }
        if (isRoot() || o.isRoot()) {
            return Boolean.compare(o.isRoot(), isRoot());
        }
        int prefixes = prefix.compareTo(o.prefix);
        return prefixes != 0 ? prefixes : Integer.compare(index, o.index);
    }
}
