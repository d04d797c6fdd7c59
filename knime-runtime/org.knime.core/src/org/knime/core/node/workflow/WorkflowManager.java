package org.knime.core.node.workflow;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.core.runtime.Platform;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.util.CheckUtils;
import org.knime.core.node.workflow.WorkflowPersistor.WorkflowLoadResult;
import org.knime.core.node.workflow.contextv2.WorkflowContextV2;
import org.knime.core.util.LockFailedException;

/**
 * A workflow: nodes and connections, configured as far as possible at every moment, executed on request. {@link #ROOT}
 * holds the loaded workflows ("projects"). All changes happen under one lock per project; nodes execute outside it.
 */
public final class WorkflowManager extends NodeContainer {
    /** The parent of all projects. */
    public static final WorkflowManager ROOT = new WorkflowManager(null, NodeID.ROOTID, "ROOT", null);

    private static final NodeLogger LOGGER = NodeLogger.getLogger(WorkflowManager.class);

    private final Object lock = new Object();
    private final Wiring wiring = new Wiring();
    private final Loops loops = new Loops(wiring);
    private final Scheduler scheduler = new Scheduler(this, wiring, loops, lock);
    private final List<FlowVariable> variables = new ArrayList<>();
    private final WorkflowContextV2 context;
    private String name;
    private int lastProject = -1;

    private WorkflowManager(WorkflowManager parent, NodeID id, String name, WorkflowContextV2 context) {
        super(parent, id);
        this.name = name;
        this.context = context;
    }

    Object mutex() {
        return lock;
    }

    Wiring wiring() {
        return wiring;
    }

    /** Makes an empty workflow below {@link #ROOT}. */
    public WorkflowManager createAndAddProject(String projectName, WorkflowCreationHelper creationHelper) {
        synchronized (lock) {
            var project = new WorkflowManager(
                    this, new NodeID(getID(), ++lastProject), projectName, creationHelper.getWorkflowContext());
            wiring.add(project);
            return project;
        }
    }

    /** Cancels and drops a workflow; its nodes' data become garbage. */
    public void removeProject(NodeID id) {
        synchronized (lock) {
            if (wiring.contains(id)) {
                ((WorkflowManager) wiring.node(id)).cancelExecution();
                wiring.remove(id);
            }
        }
    }

    /**
     * Loads a workflow folder and configures its nodes.
     *
     * @throws IOException if there is no readable {@code workflow.knime}
     * @throws UnsupportedWorkflowVersionException if a newer KNIME wrote it
     */
    public static WorkflowLoadResult loadProject(File directory, ExecutionMonitor exec, WorkflowLoadHelper loadHelper)
            throws IOException, InvalidSettingsException, CanceledExecutionException,
                    UnsupportedWorkflowVersionException, LockFailedException {
        return new WorkflowReader(directory.toPath(), loadHelper).load();
    }

    /** Writes the workflow into a folder, without its results whether asked for or not; see {@link NodeWriter}. */
    public void save(File directory, ExecutionMonitor exec, boolean isSaveData)
            throws IOException, CanceledExecutionException, LockFailedException {
        synchronized (lock) {
            new WorkflowWriter(this, directory.toPath()).save(exec);
        }
    }

    public WorkflowContextV2 getContextV2() {
        return context;
    }

    @Override
    WorkflowManager getProjectManager() {
        return this;
    }

    @Override
    public String getName() {
        return name;
    }

    /** Adds a node with its default settings and configures it; returns its id. */
    public NodeID createAndAddNode(NodeFactory<?> factory) {
        return addNodeAndApplyContext(factory, null, -1);
    }

    /**
     * Adds a node and configures it; returns its id. What a node takes from the file that it is made for becomes its
     * settings.
     *
     * @param nodeIDSuffix the node's number, or -1 for the next one that is free
     * @throws IllegalArgumentException if the number is taken
     */
    public NodeID addNodeAndApplyContext(
            final NodeFactory<?> factory,
            final ModifiableNodeCreationConfiguration creationConfig,
            final int nodeIDSuffix) {
        synchronized (lock) {
            var id = nodeIDSuffix < 0 ? freeID() : new NodeID(getID(), nodeIDSuffix);
            CheckUtils.checkArgument(!wiring.contains(id), "ID already in use: %s", id);
            @SuppressWarnings("unchecked") // every factory makes node models
            var node = new Node((NodeFactory<NodeModel>) factory, creationConfig);
            var container = new NativeNodeContainer(this, node, id);
            addNode(container);
            configure(container);
            return id;
        }
    }

    private NodeID freeID() {
        int index = 1;
        while (wiring.contains(new NodeID(getID(), index))) {
            index++;
        }
        return new NodeID(getID(), index);
    }

    void addNode(NodeContainer container) {
        wiring.add(container);
    }

    public Collection<NodeContainer> getNodeContainers() {
        synchronized (lock) {
            return List.copyOf(wiring.nodes());
        }
    }

    public Collection<ConnectionContainer> getConnectionContainers() {
        synchronized (lock) {
            return List.copyOf(wiring.connections());
        }
    }

    /** @throws IllegalArgumentException if there is no such node */
    public NodeContainer getNodeContainer(NodeID id) {
        synchronized (lock) {
            return wiring.node(id);
        }
    }

    public boolean containsNodeContainer(NodeID id) {
        synchronized (lock) {
            return wiring.contains(id);
        }
    }

    public Set<ConnectionContainer> getIncomingConnectionsFor(NodeID id) {
        synchronized (lock) {
            return new LinkedHashSet<>(wiring.into(id));
        }
    }

    /** Writes a node's settings: {@code model}, {@code variables} and so on. */
    public void saveNodeSettings(NodeID id, NodeSettingsWO settings) {
        synchronized (lock) {
            if (getNodeContainer(id) instanceof NativeNodeContainer node) {
                var saved = new NodeSettings("settings");
                node.saveSettings(saved);
                saved.copyTo(settings);
            }
        }
    }

    /** @throws InvalidSettingsException if the node refuses them; it keeps its present settings then */
    public void loadNodeSettings(NodeID id, NodeSettingsRO settings) throws InvalidSettingsException {
        synchronized (lock) {
            if (getNodeContainer(id) instanceof NativeNodeContainer node) {
                var previous = node.settings();
                node.setSettings(new SingleNodeContainer.SingleNodeContainerSettings(settings));
                try {
                    node.loadModelSettings();
                } catch (InvalidSettingsException e) {
                    node.setSettings(previous);
                    throw e;
                }
                resetAndConfigureNode(id);
            }
        }
    }

    public List<FlowVariable> getWorkflowVariables() {
        synchronized (lock) {
            return List.copyOf(variables);
        }
    }

    /** Adds variables that all nodes see, replaces those of the same name, and configures anew. */
    public void addWorkflowVariables(boolean skipReset, FlowVariable... newVars) {
        synchronized (lock) {
            for (var variable : newVars) {
                variables.removeIf(old -> old.getName().equals(variable.getName()));
                variables.add(variable);
            }
            if (!skipReset) {
                resetAll();
            }
            configureAll();
        }
    }

    /** Takes over variables without configuring anything. */
    void initVariables(Collection<FlowVariable> loaded) {
        variables.addAll(loaded);
    }

    @Override
    public FlowObjectStack getFlowObjectStack() {
        var location = Platform.isRunning() ? Platform.getInstanceLocation() : null;
        var stack = location == null || !location.isSet()
                ? FlowObjectStack.outgoing(getID())
                : FlowObjectStack.constants(
                        java.nio.file.Path.of(location.getURL().getPath()));
        var merged = FlowObjectStack.outgoing(getID());
        merged.pushAllOwned(stack);
        merged.pushAllOwned(FlowObjectStack.createFromFlowVariableList(getWorkflowVariables(), getID())
                .bottomUp());
        return merged;
    }

    /** Configures a node if it is not executed and all its mandatory inputs have specs; returns whether it is. */
    boolean configure(NodeContainer container) {
        if (!(container instanceof NativeNodeContainer node)) {
            return false;
        }
        var sources = IntStream.range(0, node.getNrInPorts())
                .mapToObj(port -> sourceOf(node.getID(), port))
                .toList();
        return node.configure(sources, this::getFlowObjectStack);
    }

    /** The output port connected to an input port. */
    Optional<NodeOutPort> sourceOf(NodeID id, int inPort) {
        return wiring.into(id, inPort)
                .map(connection -> wiring.node(connection.getSource()).getOutPort(connection.getSourcePort()));
    }

    void configureAll() {
        wiring.inOrder().forEach(this::configure);
        updateState();
    }

    /** Configures everything that depends on the node, but not the node itself. */
    void configureDependents(NodeID id) {
        wiring.downstream(id).stream().skip(1).forEach(this::configure);
    }

    public void resetAll() {
        synchronized (lock) {
            wiring.nodes().forEach(this::reset);
            updateState();
        }
    }

    public void resetAndConfigureAll() {
        synchronized (lock) {
            resetAll();
            configureAll();
        }
    }

    /** Resets a node, everything that depends on it and loops that have begun around it, then configures them. */
    public void resetAndConfigureNode(NodeID id) {
        synchronized (lock) {
            var affected = loops.affectedBy(id);
            affected.forEach(this::reset);
            affected.forEach(this::configure);
            updateState();
        }
    }

    private void reset(NodeContainer container) {
        if (container.getInternalState().isExecutionInProgress()
                && !container.getInternalState().isWaitingToBeExecuted()) {
            throw new IllegalStateException(container.getNameWithID() + " is executing; cancel it before it is reset.");
        }
        if (container instanceof NativeNodeContainer node) {
            node.reset();
            node.setInternalState(InternalNodeContainerState.IDLE);
        }
    }

    /** Starts every node that can be executed, and those that can be once their inputs are there; does not wait. */
    public void executeAll() {
        synchronized (lock) {
            scheduler.execute(wiring.nodes());
        }
    }

    /** Executes everything; returns whether all nodes are executed at the end. */
    public boolean executeAllAndWaitUntilDone() {
        try {
            executeAll();
            waitWhileInExecution(-1, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOGGER.warn("Interrupted while waiting for " + getNameWithID() + ".");
        }
        return getInternalState().isExecuted();
    }

    /** Waits, without end if the time is not positive; returns false if the time ran out. */
    public boolean waitWhileInExecution(long time, TimeUnit unit) throws InterruptedException {
        return scheduler.await(time <= 0 ? Long.MAX_VALUE : unit.toNanos(time));
    }

    /** @throws IllegalArgumentException if a port does not exist, is taken, or the connection would close a circle */
    public ConnectionContainer addConnection(NodeID source, int sourcePort, NodeID dest, int destPort) {
        synchronized (lock) {
            var connection = new ConnectionContainer(source, sourcePort, dest, destPort);
            wiring.connect(connection);
            resetAndConfigureNode(dest);
            return connection;
        }
    }

    public void cancelExecution() {
        synchronized (lock) {
            wiring.nodes().forEach(scheduler::cancel);
        }
    }

    public void cancelExecution(NodeContainer nc) {
        synchronized (lock) {
            scheduler.cancel(nc);
        }
    }

    /** Derives the workflow's state from its nodes' states. */
    void updateState() {
        synchronized (lock) {
            var nodes = wiring.nodes();
            if (nodes.stream().anyMatch(node -> node.getInternalState().isExecutionInProgress())) {
                setInternalState(InternalNodeContainerState.EXECUTING);
            } else if (nodes.stream().allMatch(node -> node.getInternalState().isExecuted())) {
                setInternalState(InternalNodeContainerState.EXECUTED);
            } else if (nodes.stream().noneMatch(node -> node.getInternalState().isIdle())) {
                setInternalState(InternalNodeContainerState.CONFIGURED);
            } else {
                setInternalState(InternalNodeContainerState.IDLE);
            }
            lock.notifyAll();
        }
    }

    @Override
    public int getNrInPorts() {
        return 0;
    }

    @Override
    public WorkflowInPort getInPort(int index) {
        throw new IndexOutOfBoundsException("A workflow has no input ports.");
    }

    @Override
    public int getNrOutPorts() {
        return 0;
    }

    @Override
    public WorkflowOutPort getOutPort(int index) {
        throw new IndexOutOfBoundsException("A workflow has no output ports.");
    }
}
