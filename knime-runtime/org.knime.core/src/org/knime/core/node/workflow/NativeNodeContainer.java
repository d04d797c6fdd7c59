package org.knime.core.node.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeConfigureHelper;
import org.knime.core.node.NodeLogger;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;

/** A node made by a node factory. */
public class NativeNodeContainer extends SingleNodeContainer {
    private static final NodeLogger LOGGER = NodeLogger.getLogger(NativeNodeContainer.class);

    private final Node node;
    private SingleNodeContainerSettings settings = new SingleNodeContainerSettings();

    NativeNodeContainer(WorkflowManager parent, Node node, NodeID id) {
        super(parent, id);
        this.node = node;
        node.addMessageListener(event -> setNodeMessage(event.getMessage()));
        setFlowObjectStacks(FlowObjectStack.outgoing(id));
    }

    public Node getNode() {
        return node;
    }

    public NodeModel getNodeModel() {
        return node.getNodeModel();
    }

    @Override
    public String getName() {
        return node.getName();
    }

    /** Runs something with this node as the thread's context. */
    private <T, E extends Exception> T inContext(Action<T, E> action) throws E {
        NodeContext.pushContext(this);
        try {
            return action.run();
        } finally {
            NodeContext.removeLastContext();
        }
    }

    private interface Action<T, E extends Exception> {
        T run() throws E;
    }

    SingleNodeContainerSettings settings() {
        return settings;
    }

    /** Takes over settings as stored; they may still be refused by {@link #loadModelSettings}. */
    void setSettings(SingleNodeContainerSettings newSettings) {
        settings = newSettings;
    }

    /** @throws InvalidSettingsException if the node refuses its stored settings */
    void loadModelSettings() throws InvalidSettingsException {
        if (settings.getModelSettings() != null) {
            loadIntoModel(settings.getModelSettings());
        }
    }

    private void loadIntoModel(NodeSettingsRO model) throws InvalidSettingsException {
        this.<Void, InvalidSettingsException>inContext(() -> {
            node.validateModelSettings(model);
            node.loadModelSettingsFrom(model);
            return null;
        });
    }

    /** The stored settings, or the model's defaults for a node that never had any. */
    void saveSettings(NodeSettings target) {
        if (settings.getModelSettings() == null) {
            var defaults = new NodeSettings(CFG_MODEL);
            this.<Void, RuntimeException>inContext(() -> {
                node.saveModelSettingsTo(defaults);
                return null;
            });
            settings.setModelSettings(defaults);
        }
        settings.save(target);
    }

    private void setFlowObjectStacks(FlowObjectStack incoming) {
        var outgoing = FlowObjectStack.outgoing(getID());
        var scope = node.getInitialScopeContext();
        if (scope != null) {
            outgoing.push(scope);
        }
        node.setFlowObjectStack(incoming, outgoing);
        node.setScopeStartNode(isModelCompatibleTo(ScopeEndNode.class) ? scopeStart(incoming) : null);
    }

    private ScopeStartNode<?> scopeStart(FlowObjectStack incoming) {
        var scope = incoming.peek(FlowScopeContext.class);
        return scope == null
                ? null
                : (ScopeStartNode<?>)
                        ((NativeNodeContainer) getParent().getNodeContainer(scope.getHeadNode())).getNodeModel();
    }

    @Override
    public boolean isModelCompatibleTo(Class<?> nodeModelClass) {
        return node.isModelCompatibleTo(nodeModelClass);
    }

    /** Configures the node if it is not executed and all its mandatory inputs have specs; returns whether it is. */
    boolean configure(List<Optional<NodeOutPort>> sources, Supplier<FlowObjectStack> ofWorkflow) {
        switch (getInternalState()) {
            case IDLE, CONFIGURED, UNCONFIGURED_MARKEDFOREXEC, CONFIGURED_MARKEDFOREXEC -> {
                // these can be configured
            }
            default -> {
                return false;
            }
        }
        boolean marked = getInternalState().isWaitingToBeExecuted();
        var specs = new PortObjectSpec[sources.size()];
        var stacks = new ArrayList<FlowObjectStack>();
        boolean complete = true;
        for (int i = 0; i < specs.length; i++) {
            var source = sources.get(i);
            if (source.isPresent()) {
                specs[i] = source.get().getPortObjectSpec();
                stacks.add(source.get().getFlowObjectStack());
                complete &= specs[i] != null;
            } else if (!getInPort(i).getPortType().isOptional()) {
                complete = false;
            }
        }
        if (sources.stream().allMatch(Optional::isEmpty)) {
            stacks.add(ofWorkflow.get());
        }
        boolean configured = complete && mergeFlowObjectStacks(stacks) && configure(specs);
        if (marked) {
            setInternalState(
                    configured
                            ? InternalNodeContainerState.CONFIGURED_MARKEDFOREXEC
                            : InternalNodeContainerState.UNCONFIGURED_MARKEDFOREXEC);
        } else {
            setInternalState(configured ? InternalNodeContainerState.CONFIGURED : InternalNodeContainerState.IDLE);
        }
        return configured;
    }

    private boolean mergeFlowObjectStacks(List<FlowObjectStack> stacks) {
        try {
            setFlowObjectStacks(FlowObjectStack.merged(getID(), stacks));
            return true;
        } catch (IllegalFlowObjectStackException e) {
            LOGGER.warn(getNameWithID() + ": " + e.getMessage());
            setNodeMessage(NodeMessage.newError("Can't merge FlowVariable Stacks! (likely a loop problem.)"));
            return false;
        }
    }

    /** Lays flow variables over the settings, then configures; returns whether the node is configured now. */
    private boolean configure(PortObjectSpec[] inSpecs) {
        var exposed = new ArrayList<FlowVariable>();
        var helper = new NodeConfigureHelper() {
            @Override
            public void preConfigure() throws InvalidSettingsException {
                var overlay = settings.getVariablesSettings();
                if (overlay != null) {
                    var model = settings.getModelSettingsClone();
                    exposed.addAll(SettingsOverlay.of(overlay)
                            .applyTo(model, getFlowObjectStack().getAllAvailableFlowVariables()));
                    loadIntoModel(model);
                }
            }

            @Override
            public PortObjectSpec[] postConfigure(PortObjectSpec[] in, PortObjectSpec[] out) {
                exposed.forEach(getOutgoingFlowObjectStack()::push);
                return out;
            }
        };
        return inContext(() -> node.configure(inSpecs, helper));
    }

    /** Executes on the calling thread; returns whether the node succeeded. */
    boolean execute(PortObject[] inputs) {
        return inContext(() -> {
            var context = createExecutionContext();
            try {
                context.checkCanceled();
            } catch (CanceledExecutionException e) {
                setNodeMessage(NodeMessage.newWarning(e.getMessage()));
                return false;
            }
            return node.execute(inputs, ExecutionEnvironment.DEFAULT, context);
        });
    }

    @Override
    public ExecutionContext createExecutionContext() {
        return new ExecutionContext(getProgressMonitor(), node);
    }

    void reset() {
        this.<Void, RuntimeException>inContext(() -> {
            node.reset();
            node.cleanOutPorts(false);
            return null;
        });
        setFlowObjectStacks(FlowObjectStack.outgoing(getID()));
        getProgressMonitor().reset();
        setNodeMessage(NodeMessage.NONE);
    }

    @Override
    public FlowObjectStack getFlowObjectStack() {
        return node.getFlowObjectStack();
    }

    @Override
    public FlowObjectStack getOutgoingFlowObjectStack() {
        return node.getOutgoingFlowObjectStack();
    }

    @Override
    public int getNrInPorts() {
        return node.getNrInPorts();
    }

    @Override
    public NodeInPort getInPort(int index) {
        var port = new NodeInPort(index, node.getInputType(index));
        port.setPortName(node.getInportName(index));
        return port;
    }

    @Override
    public int getNrOutPorts() {
        return node.getNrOutPorts();
    }

    @Override
    public NodeOutPort getOutPort(int index) {
        if (index < 0 || index >= getNrOutPorts()) {
            throw new IndexOutOfBoundsException(
                    getNameWithID() + " has output ports 0 to " + (getNrOutPorts() - 1) + ", not " + index + ".");
        }
        return new NativeOutPort(this, index);
    }

    List<FlowObject> pushedObjects() {
        return getOutgoingFlowObjectStack().own();
    }
}
