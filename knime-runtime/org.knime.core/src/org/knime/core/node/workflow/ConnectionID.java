package org.knime.core.node.workflow;

import java.util.Objects;

/** Names a connection by where it ends, since an input port has at most one. */
public final class ConnectionID {
    private final NodeID destination;
    private final int port;

    public ConnectionID(NodeID destNode, int destPort) {
        this.destination = destNode;
        this.port = destPort;
    }

    public NodeID getDestinationNode() {
        return destination;
    }

    public int getDestinationPort() {
        return port;
    }

    @Override
    public int hashCode() {
        return Objects.hash(destination, port);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof ConnectionID other && port == other.port && destination.equals(other.destination);
    }
}
