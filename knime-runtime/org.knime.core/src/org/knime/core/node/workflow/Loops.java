package org.knime.core.node.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A workflow's loops. When a loop's end asks for another iteration, the nodes between start and end are reset and
 * marked again, and the start, which is not reset, is marked to be executed once more. Side branches that begin within
 * the loop and do not reach its end belong to it: the next iteration waits for them.
 */
final class Loops {
    private final Wiring wiring;
    private final Set<NativeNodeContainer> waitingEnds = new LinkedHashSet<>();

    Loops(Wiring wiring) {
        this.wiring = wiring;
    }

    /** Puts on the stack of a loop's start what the variables of an iteration lie on. */
    static void beginIteration(NativeNodeContainer node) {
        if (node.isModelCompatibleTo(LoopStartNode.class)) {
            node.getOutgoingFlowObjectStack().push(new InnerFlowLoopExecuteMarker());
        }
    }

    /**
     * Returns whether a node that was executed ends a loop and asks for another iteration; the next call of
     * {@link #continueAll} can begin it.
     *
     * @throws IllegalLoopException if the loop's nodes are not connected as they should be
     */
    boolean continues(NativeNodeContainer node) throws IllegalLoopException {
        var around = endedBy(node);
        if (around.isEmpty()) {
            return false;
        }
        try {
            wiring.loopBody(around.get().getHeadNode(), node.getID());
        } catch (IllegalLoopException e) {
            throw new IllegalLoopException("Loop Body wired incorrectly (" + e.getMessage() + ").");
        }
        var loop = node.getNode().getLoopContext();
        if (loop == null) {
            return false;
        }
        loop.setTailNode(node.getID());
        waitingEnds.add(node);
        return true;
    }

    private static Optional<FlowLoopContext> endedBy(NodeContainer node) {
        return node instanceof NativeNodeContainer end && end.isModelCompatibleTo(LoopEndNode.class)
                ? Optional.ofNullable(end.getFlowObjectStack().peek(FlowLoopContext.class))
                : Optional.empty();
    }

    /** Returns whether a node ends a loop whose next iteration has not begun. */
    boolean isWaiting(NativeNodeContainer node) {
        return waitingEnds.contains(node);
    }

    /** Begins the next iteration of each loop that waits for no node; returns the ends of those that cannot go on. */
    List<NativeNodeContainer> continueAll() {
        var stopped = new ArrayList<NativeNodeContainer>();
        for (var end : List.copyOf(waitingEnds)) {
            var start = (NativeNodeContainer)
                    wiring.node(end.getNode().getLoopContext().getHeadNode());
            var body = body(start, end);
            if (end.getInternalState() != InternalNodeContainerState.CONFIGURED_MARKEDFOREXEC) {
                waitingEnds.remove(end); // it was canceled
            } else if (body.stream().noneMatch(node -> node.getInternalState().isExecutionInProgress())) {
                waitingEnds.remove(end);
                if (body.stream().anyMatch(this::failed)) {
                    stopped.add(end);
                } else {
                    restart(start, body);
                }
            }
        }
        return stopped;
    }

    private List<NodeContainer> body(NativeNodeContainer start, NativeNodeContainer end) {
        try {
            return wiring.loopBody(start.getID(), end.getID());
        } catch (IllegalLoopException e) {
            throw new IllegalStateException(e.getMessage(), e); // connections do not change during execution
        }
    }

    /** Returns whether a node could be executed now, so that only a failure or a cancel explains why it is not. */
    private boolean failed(NodeContainer node) {
        return node.getInternalState().isConfigured()
                && wiring.predecessors(node.getID()).stream()
                        .allMatch(source -> source.getInternalState().isExecuted());
    }

    private static void restart(NativeNodeContainer start, List<NodeContainer> body) {
        var backwards = new ArrayList<>(body);
        Collections.reverse(backwards);
        for (var node : backwards) {
            if (node instanceof NativeNodeContainer nativeNode) {
                nativeNode.reset();
                // its inputs' specs are not known before the start is executed
                nativeNode.setInternalState(InternalNodeContainerState.UNCONFIGURED_MARKEDFOREXEC);
            }
        }
        start.getOutgoingFlowObjectStack().pop(InnerFlowLoopExecuteMarker.class);
        start.getNode().cleanOutPorts(true);
        start.setInternalState(InternalNodeContainerState.EXECUTED_MARKEDFOREXEC);
    }

    /** Returns the nodes that are to be reset with a node, each after all that it depends on. */
    List<NodeContainer> affectedBy(NodeID id) {
        var affected = new HashSet<NodeContainer>();
        var open = new ArrayDeque<NodeID>(List.of(id));
        while (!open.isEmpty()) {
            for (var node : wiring.downstream(open.remove())) {
                if (affected.add(node)) {
                    endedBy(node)
                            .filter(loop -> loop.getTailNode() != null)
                            .ifPresent(loop -> open.add(loop.getHeadNode()));
                }
            }
        }
        return wiring.inOrder().stream().filter(affected::contains).toList();
    }
}
