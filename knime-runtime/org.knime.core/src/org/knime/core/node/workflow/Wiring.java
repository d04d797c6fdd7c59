package org.knime.core.node.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A workflow's nodes and the connections between them: a graph without cycles. */
final class Wiring {
    private final Map<NodeID, NodeContainer> nodes = new TreeMap<>();
    private final Set<ConnectionContainer> connections = new LinkedHashSet<>();

    void add(NodeContainer node) {
        nodes.put(node.getID(), node);
    }

    void remove(NodeID id) {
        nodes.remove(id);
        connections.removeIf(connection ->
                connection.getSource().equals(id) || connection.getDest().equals(id));
    }

    /** @throws IllegalArgumentException if there is no such node */
    NodeContainer node(NodeID id) {
        var node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException(
                    "There is no node " + id + " in this workflow; it has " + nodes.keySet());
        }
        return node;
    }

    boolean contains(NodeID id) {
        return nodes.containsKey(id);
    }

    Collection<NodeContainer> nodes() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    Set<ConnectionContainer> connections() {
        return Collections.unmodifiableSet(connections);
    }

    /** @throws IllegalArgumentException if a port does not exist, is taken, or the connection would close a circle */
    void connect(ConnectionContainer connection) {
        var source = node(connection.getSource());
        var dest = node(connection.getDest());
        if (connection.getSourcePort() < 0 || connection.getSourcePort() >= source.getNrOutPorts()) {
            throw new IllegalArgumentException(source.getNameWithID() + " has no output port "
                    + connection.getSourcePort() + "; its last one is " + (source.getNrOutPorts() - 1) + ".");
        }
        if (connection.getDestPort() < 0 || connection.getDestPort() >= dest.getNrInPorts()) {
            throw new IllegalArgumentException(dest.getNameWithID() + " has no input port " + connection.getDestPort()
                    + "; its last one is " + (dest.getNrInPorts() - 1) + ".");
        }
        if (into(connection.getDest(), connection.getDestPort()).isPresent()) {
            throw new IllegalArgumentException("Input port " + connection.getDestPort() + " of " + dest.getNameWithID()
                    + " is connected already.");
        }
        if (downstream(connection.getDest()).contains(source)) {
            throw new IllegalArgumentException("The connection " + connection + " would close a circle.");
        }
        connections.add(connection);
    }

    Optional<ConnectionContainer> into(NodeID dest, int port) {
        return connections.stream()
                .filter(connection -> connection.getDest().equals(dest) && connection.getDestPort() == port)
                .findFirst();
    }

    List<ConnectionContainer> into(NodeID dest) {
        return connections.stream()
                .filter(connection -> connection.getDest().equals(dest))
                .toList();
    }

    List<ConnectionContainer> outOf(NodeID source) {
        return connections.stream()
                .filter(connection -> connection.getSource().equals(source))
                .toList();
    }

    List<NodeContainer> predecessors(NodeID id) {
        return into(id).stream()
                .map(ConnectionContainer::getSource)
                .distinct()
                .map(this::node)
                .toList();
    }

    /** The node itself and everything that its output reaches, each after all that it depends on. */
    List<NodeContainer> downstream(NodeID id) {
        return reached(id, null);
    }

    /** What {@link #downstream} returns, without what is reached through the given node only. */
    private List<NodeContainer> reached(NodeID id, NodeID barrier) {
        var reached = new LinkedHashSet<NodeID>();
        var open = new ArrayDeque<NodeID>(List.of(id));
        while (!open.isEmpty()) {
            var next = open.remove();
            if (!next.equals(barrier) && reached.add(next)) {
                outOf(next).forEach(connection -> open.add(connection.getDest()));
            }
        }
        return inOrder().stream().filter(node -> reached.contains(node.getID())).toList();
    }

    /**
     * The nodes that are executed between a loop's start and its end, each after all that it depends on.
     *
     * @throws IllegalLoopException if one of them is connected to a node behind the end
     */
    List<NodeContainer> loopBody(NodeID start, NodeID end) throws IllegalLoopException {
        var body = reached(start, end).stream()
                .filter(node -> !node.getID().equals(start))
                .toList();
        if (downstream(end).stream().anyMatch(body::contains)) {
            throw new IllegalLoopException("Branches are not permitted to leave loops!");
        }
        return body;
    }

    /** All nodes, each after all that it depends on; by id where that leaves a choice. */
    List<NodeContainer> inOrder() {
        var order = new ArrayList<NodeContainer>();
        var done = new LinkedHashSet<NodeID>();
        while (order.size() < nodes.size()) {
            for (var node : nodes.values()) {
                boolean ready = into(node.getID()).stream().allMatch(in -> done.contains(in.getSource()));
                if (ready && done.add(node.getID())) {
                    order.add(node);
                    break;
                }
            }
        }
        return order;
    }
}
