package org.knime.core.node.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;

/** The node at whose service the current thread is; threads that a node starts do not inherit it. */
public final class NodeContext {
    private static final ThreadLocal<Deque<NodeContext>> CONTEXTS = ThreadLocal.withInitial(ArrayDeque::new);

    /** Hides the contexts below it. */
    private static final NodeContext NONE = new NodeContext(null);

    private final NodeContainer container;

    private NodeContext(NodeContainer container) {
        this.container = container;
    }

    public WorkflowManager getWorkflowManager() {
        return container.getProjectManager();
    }

    public NodeContainer getNodeContainer() {
        return container;
    }

    /** Offers the node's container, its workflow or the workflow's place, by class. */
    public <C> Optional<C> getContextObjectForClass(Class<C> contextObjectClass) {
        Object found = null;
        if (WorkflowManager.class.isAssignableFrom(contextObjectClass)) {
            found = getWorkflowManager();
        } else if (NodeContainer.class.isAssignableFrom(contextObjectClass)) {
            found = container;
        } else if (WorkflowContextV2.class.isAssignableFrom(contextObjectClass)) {
            found = getWorkflowManager().getContextV2();
        }
        return Optional.ofNullable(found).filter(contextObjectClass::isInstance).map(contextObjectClass::cast);
    }

    /** Returns null on a thread that serves no node. */
    public static NodeContext getContext() {
        var context = CONTEXTS.get().peek();
        return context == NONE ? null : context;
    }

    public static Optional<NodeContext> getContextOptional() {
        return Optional.ofNullable(getContext());
    }

    public static void pushContext(NodeContainer nodeContainer) {
        CONTEXTS.get().push(new NodeContext(Objects.requireNonNull(nodeContainer, "nodeContainer")));
    }

    /** Null hides the present context until it is removed again. */
    public static void pushContext(NodeContext context) {
        CONTEXTS.get().push(context == null ? NONE : context);
    }

    /** @throws IllegalStateException if nothing was pushed on this thread */
    public static void removeLastContext() {
        if (CONTEXTS.get().poll() == null) {
            throw new IllegalStateException("There is no node context on this thread to remove.");
        }
    }
}
