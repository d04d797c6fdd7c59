package org.knime.core.node.workflow;

import java.util.Objects;

/** An arrow from an output port to an input port. */
public class ConnectionContainer {
    private final NodeID source;
    private final int sourcePort;
    private final NodeID dest;
    private final int destPort;

    ConnectionContainer(NodeID source, int sourcePort, NodeID dest, int destPort) {
        this.source = Objects.requireNonNull(source, "source");
        this.sourcePort = sourcePort;
        this.dest = Objects.requireNonNull(dest, "dest");
        this.destPort = destPort;
    }

    public NodeID getDest() {
        return dest;
    }

    public int getDestPort() {
        return destPort;
    }

    public NodeID getSource() {
        return source;
    }

    public int getSourcePort() {
        return sourcePort;
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof ConnectionContainer other
                && sourcePort == other.sourcePort
                && destPort == other.destPort
                && source.equals(other.source)
                && dest.equals(other.dest);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, sourcePort, dest, destPort);
    }

    @Override
    public String toString() {
        return source + " (" + sourcePort + ") -> " + dest + " (" + destPort + ")";
    }
}
