package org.knime.core.node.workflow;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.port.PortObject;

/**
 * Runs a workflow's nodes. A marked node waits until all nodes that feed it are executed, is configured with their
 * specs, queued, and executed by one of the pool's threads; so independent branches run side by side. When a node fails
 * or cannot be configured, all that depends on it is unmarked, and the other branches go on.
 */
final class Scheduler {
    private static final NodeLogger LOGGER = NodeLogger.getLogger(Scheduler.class);

    /** KNIME's own property; half as many threads again as there are cores, since nodes also wait for disks. */
    private static final int THREADS = Integer.getInteger(
            "org.knime.core.maxThreads", 2 + Runtime.getRuntime().availableProcessors() * 3 / 2);

    private static final AtomicInteger THREAD_NUMBER = new AtomicInteger();

    private static final ExecutorService POOL = Executors.newFixedThreadPool(Math.max(1, THREADS), task -> {
        var thread = new Thread(task, "KNIME-Worker-" + THREAD_NUMBER.getAndIncrement());
        thread.setDaemon(true);
        return thread;
    });

    private final WorkflowManager workflow;
    private final Wiring wiring;
    private final Object lock;
    private final Loops loops;
    private final Map<NodeID, Future<?>> running = new HashMap<>();

    Scheduler(WorkflowManager workflow, Wiring wiring, Loops loops, Object lock) {
        this.workflow = workflow;
        this.wiring = wiring;
        this.loops = loops;
        this.lock = lock;
    }

    /** Marks the wanted nodes as far as they can ever be executed, and starts those that are ready. */
    void execute(Collection<NodeContainer> wanted) {
        for (var container : wiring.inOrder()) {
            if (!wanted.contains(container) || !(container instanceof NativeNodeContainer node)) {
                continue;
            }
            boolean fed = wiring.predecessors(node.getID()).stream()
                    .allMatch(source -> source.getInternalState().isExecuted()
                            || source.getInternalState().isExecutionInProgress());
            boolean waits = wiring.predecessors(node.getID()).stream()
                    .anyMatch(source -> source.getInternalState().isExecutionInProgress());
            if (!fed || !mandatoryInputsConnected(node)) {
                continue;
            }
            if (node.getInternalState() == InternalNodeContainerState.CONFIGURED) {
                node.setInternalState(InternalNodeContainerState.CONFIGURED_MARKEDFOREXEC);
            } else if (node.getInternalState() == InternalNodeContainerState.IDLE && waits) {
                // its input's spec is not known before the node that feeds it is executed
                node.setInternalState(InternalNodeContainerState.UNCONFIGURED_MARKEDFOREXEC);
            }
        }
        queueReady();
    }

    private boolean mandatoryInputsConnected(NodeContainer node) {
        for (int i = 0; i < node.getNrInPorts(); i++) {
            if (!node.getInPort(i).getPortType().isOptional()
                    && wiring.into(node.getID(), i).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void queueReady() {
        for (var container : wiring.inOrder()) {
            boolean fed = wiring.predecessors(container.getID()).stream()
                    .allMatch(source -> source.getInternalState().isExecuted());
            if (!fed || !(container instanceof NativeNodeContainer node) || loops.isWaiting(node)) {
                continue;
            }
            switch (node.getInternalState()) {
                case CONFIGURED_MARKEDFOREXEC -> queue(node, InternalNodeContainerState.CONFIGURED_QUEUED);
                case EXECUTED_MARKEDFOREXEC -> queue(node, InternalNodeContainerState.EXECUTED_QUEUED);
                case UNCONFIGURED_MARKEDFOREXEC -> unmarkWithDependents(node);
                default -> {
                    // not marked
                }
            }
        }
        workflow.updateState();
    }

    private void queue(NativeNodeContainer node, InternalNodeContainerState state) {
        node.setInternalState(state);
        running.put(node.getID(), POOL.submit(() -> run(node)));
    }

    private void run(NativeNodeContainer node) {
        var inputs = new PortObject[node.getNrInPorts()];
        synchronized (lock) {
            if (node.getInternalState() != InternalNodeContainerState.CONFIGURED_QUEUED
                    && node.getInternalState() != InternalNodeContainerState.EXECUTED_QUEUED) {
                return; // cancelled while it waited for a thread
            }
            Loops.beginIteration(node);
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = workflow.sourceOf(node.getID(), i)
                        .map(NodeOutPort::getPortObject)
                        .orElse(null);
            }
            node.setInternalState(InternalNodeContainerState.EXECUTING);
        }
        var thread = Thread.currentThread();
        var threadName = thread.getName();
        thread.setName(threadName + "-" + node.getNameWithID());
        boolean success = false;
        try {
            success = node.execute(inputs);
        } catch (RuntimeException | Error e) {
            LOGGER.coding("Executing " + node.getNameWithID() + " threw " + e + ".", e);
            node.setNodeMessage(NodeMessage.newError("Execute failed: " + e));
        } finally {
            thread.setName(threadName);
            Thread.interrupted(); // a cancel that came too late must not hit the thread's next node
            done(node, success);
        }
    }

    private void done(NativeNodeContainer node, boolean success) {
        synchronized (lock) {
            running.remove(node.getID());
            if (!success || !succeeded(node)) {
                failed(node);
            }
            loops.continueAll().forEach(this::unmarkWithDependents);
            queueReady();
        }
    }

    /** Returns false if the node ends a loop that is not connected as it should be. */
    private boolean succeeded(NativeNodeContainer node) {
        try {
            if (loops.continues(node)) {
                node.setInternalState(InternalNodeContainerState.CONFIGURED_MARKEDFOREXEC);
            } else {
                node.setInternalState(InternalNodeContainerState.EXECUTED);
                workflow.configureDependents(node.getID());
            }
            return true;
        } catch (IllegalLoopException e) {
            LOGGER.error(node.getNameWithID() + ": " + e.getMessage());
            node.setNodeMessage(NodeMessage.newError(e.getMessage()));
            return false;
        }
    }

    private void failed(NativeNodeContainer node) {
        var message = node.getNodeMessage();
        node.getNode().cleanOutPorts(false);
        node.getProgressMonitor().reset();
        node.setInternalState(InternalNodeContainerState.IDLE);
        workflow.configure(node);
        node.setNodeMessage(message);
        workflow.configureDependents(node.getID());
        unmarkWithDependents(node);
    }

    private void unmarkWithDependents(NodeContainer node) {
        wiring.downstream(node.getID()).forEach(this::unmark);
    }

    private void unmark(NodeContainer node) {
        switch (node.getInternalState()) {
            case UNCONFIGURED_MARKEDFOREXEC -> node.setInternalState(InternalNodeContainerState.IDLE);
            case CONFIGURED_MARKEDFOREXEC, CONFIGURED_QUEUED -> {
                Optional.ofNullable(running.remove(node.getID())).ifPresent(future -> future.cancel(false));
                node.setInternalState(InternalNodeContainerState.CONFIGURED);
            }
            case EXECUTED_MARKEDFOREXEC, EXECUTED_QUEUED -> {
                Optional.ofNullable(running.remove(node.getID())).ifPresent(future -> future.cancel(false));
                node.setInternalState(InternalNodeContainerState.EXECUTED);
            }
            default -> {
                // not waiting
            }
        }
    }

    /** Unmarks a waiting node, asks an executing one to stop; whatever depends on it is unmarked too. */
    void cancel(NodeContainer node) {
        if (node.getInternalState() == InternalNodeContainerState.EXECUTING && node instanceof NativeNodeContainer) {
            node.getProgressMonitor().setExecuteCanceled();
            Optional.ofNullable(running.get(node.getID())).ifPresent(future -> future.cancel(true));
        }
        unmarkWithDependents(node);
        workflow.updateState();
    }

    /** Returns false if the time ran out before everything came to rest. */
    boolean await(long nanos) throws InterruptedException {
        long deadline = nanos == Long.MAX_VALUE ? Long.MAX_VALUE : System.nanoTime() + nanos;
        synchronized (lock) {
            while (workflow.getInternalState().isExecutionInProgress()) {
                if (deadline == Long.MAX_VALUE) {
                    lock.wait();
                } else {
                    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (left <= 0) {
                        return false;
                    }
                    lock.wait(left);
                }
            }
            return true;
        }
    }
}
