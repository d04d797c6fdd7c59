package org.knime.core.node;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.knime.core.embedded.PortObjectCopy;
import org.knime.core.internal.MessageAwareException;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.port.flowvariable.FlowVariablePortObjectSpec;
import org.knime.core.node.workflow.ExecutionEnvironment;
import org.knime.core.node.workflow.FlowLoopContext;
import org.knime.core.node.workflow.FlowObjectStack;
import org.knime.core.node.workflow.FlowScopeContext;
import org.knime.core.node.workflow.NodeID;
import org.knime.core.node.workflow.NodeMessage;
import org.knime.core.node.workflow.NodeMessageEvent;
import org.knime.core.node.workflow.NodeMessageListener;
import org.knime.core.node.workflow.ScopeStartNode;

/**
 * A node's model with its ports, and the flow variable port 0 before the model's own. Turns whatever the model throws
 * into a message, so that a workflow goes on whatever a node does.
 */
public final class Node {
    /** Begins the message of a node that failed without a message of its own. */
    public static final String EXECUTE_FAILED_PREFIX = "Execute failed: ";

    public static final String CFG_MISC_SETTINGS = "internal_node_subsettings";
    public static final String CFG_MODEL = "model";
    public static final String CFG_VARIABLES = "variables";

    private static final NodeLogger LOGGER = NodeLogger.getLogger(Node.class);

    private final NodeFactory<NodeModel> factory;
    private final ModifiableNodeCreationConfiguration creationConfig;
    private final NodeDescription description;
    private final NodeModel model;
    private final String name;
    private final PortObjectSpec[] specs;
    private final PortObject[] objects;
    private PortObject[] internalObjects;
    private final CopyOnWriteArrayList<NodeMessageListener> listeners = new CopyOnWriteArrayList<>();

    public Node(NodeFactory<NodeModel> nodeFactory) {
        this(nodeFactory, null);
    }

    /** A factory with dynamic ports and no configuration given makes the node with its default ports. */
    public Node(NodeFactory<NodeModel> nodeFactory, ModifiableNodeCreationConfiguration creationConfig) {
        this.factory = nodeFactory;
        this.creationConfig = creationConfig == null && nodeFactory instanceof ConfigurableNodeFactory<?> configurable
                ? configurable.createNodeCreationConfig()
                : creationConfig;
        this.description = this.creationConfig == null
                ? nodeFactory.getNodeDescription()
                : nodeFactory
                        .getNodeDescription()
                        .createUpdatedNodeDescription(
                                this.creationConfig.getPortConfig().orElse(null));
        this.name = description.getNodeName();
        this.model = nodeFactory.callCreateNodeModel(this.creationConfig, description);
        this.model.addWarningListener(warning -> {
            if (warning != null) {
                createWarningMessageAndNotify(warning, null);
            }
        });
        this.specs = new PortObjectSpec[getNrOutPorts()];
        this.objects = new PortObject[getNrOutPorts()];
    }

    public String getName() {
        return name;
    }

    public NodeFactory<NodeModel> getFactory() {
        return factory;
    }

    public NodeModel getNodeModel() {
        return model;
    }

    public Optional<ModifiableNodeCreationConfiguration> getCopyOfCreationConfig() {
        return Optional.ofNullable(creationConfig).map(ModifiableNodeCreationConfiguration::copy);
    }

    public int getNrInPorts() {
        return model.getNrInPorts() + 1;
    }

    public int getNrOutPorts() {
        return model.getNrOutPorts() + 1;
    }

    public String getInportName(int index) {
        return index == 0 ? "Variable Inport" : description.getInportName(index - 1);
    }

    public String getOutportName(int index) {
        return index == 0 ? "Variable Outport" : description.getOutportName(index - 1);
    }

    public PortType getInputType(int index) {
        return index == 0 ? FlowVariablePortObject.TYPE_OPTIONAL : model.getInPortType(index - 1);
    }

    public PortType getOutputType(int index) {
        return index == 0 ? FlowVariablePortObject.TYPE_OPTIONAL : model.getOutPortType(index - 1);
    }

    public PortObjectSpec getOutputSpec(int index) {
        return specs[index];
    }

    public PortObject getOutputObject(int index) {
        return objects[index];
    }

    public PortObject[] getInternalHeldPortObjects() {
        return internalObjects == null ? null : internalObjects.clone();
    }

    public void validateModelSettings(NodeSettingsRO modelSettings) throws InvalidSettingsException {
        guarded("Validating the settings", () -> model.validateSettings(modelSettings));
    }

    public void loadModelSettingsFrom(NodeSettingsRO modelSettings) throws InvalidSettingsException {
        guarded("Loading the settings", () -> model.loadSettingsFrom(modelSettings));
    }

    public void saveModelSettingsTo(NodeSettingsWO modelSettings) {
        try {
            model.saveSettingsTo(modelSettings);
        } catch (RuntimeException e) {
            LOGGER.error("Saving the settings of \"" + name + "\" failed: " + e.getMessage(), e);
        }
    }

    private interface SettingsAction {
        void run() throws InvalidSettingsException;
    }

    private void guarded(String action, SettingsAction settingsAction) throws InvalidSettingsException {
        try {
            settingsAction.run();
        } catch (RuntimeException | LinkageError e) {
            LOGGER.coding(
                    action + " of \"" + name + "\" threw " + e.getClass().getSimpleName() + ": " + e.getMessage(), e);
            throw new InvalidSettingsException("Coding issue: " + e.getMessage(), e);
        }
    }

    /** Configures the model unless a mandatory input has no spec; returns whether the node is configured now. */
    public boolean configure(PortObjectSpec[] rawInSpecs, NodeConfigureHelper configureHelper) {
        notifyListeners(NodeMessage.NONE);
        Arrays.fill(specs, null);
        var inSpecs = Arrays.copyOfRange(rawInSpecs, 1, rawInSpecs.length);
        for (int i = 0; i < inSpecs.length; i++) {
            if (inSpecs[i] == null && !getInputType(i + 1).isOptional()) {
                return false;
            }
        }
        try {
            configureHelper.preConfigure();
            var outSpecs = configureHelper.postConfigure(inSpecs, invokeNodeModelConfigure(inSpecs));
            System.arraycopy(outSpecs, 0, specs, 1, outSpecs.length);
            specs[0] = FlowVariablePortObjectSpec.INSTANCE;
            return true;
        } catch (InvalidSettingsException e) {
            createMessageAwareWarningAndNotify(null, e);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            createMessageAwareErrorAndNotify("Configure failed (" + e.getClass().getSimpleName() + ")", e);
        }
        return false;
    }

    public PortObjectSpec[] invokeNodeModelConfigure(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        return model.configureModel(inSpecs);
    }

    /** Executes the model; returns false after a failure or a cancel, with the message that says why. */
    public boolean execute(PortObject[] rawInData, ExecutionEnvironment exEnv, ExecutionContext exec) {
        notifyListeners(NodeMessage.NONE);
        model.setHasContent(false);
        var inData = copyInputs(rawInData, exec);
        if (inData == null) {
            return false;
        }
        PortObject[] outData;
        try {
            exec.setMessage("Performing node execution...");
            exec.checkCanceled();
            outData = model.executeModel(inData, exEnv, exec);
        } catch (Throwable e) { // whatever a node throws must end up in its message, OutOfMemoryError included
            failed(e, inData, exec);
            return false;
        }
        return setOutput(outData);
    }

    private void failed(Throwable thrown, PortObject[] inData, ExecutionContext exec) {
        var canceled = FailureMessage.cancellation(thrown, exec);
        reset();
        if (canceled != null) {
            Thread.interrupted(); // or the next node on this worker thread would find itself interrupted
            createWarningMessageAndNotify(canceled, null);
        } else {
            createErrorMessageAndNotify(
                    FailureMessage.of(thrown, Arrays.copyOfRange(inData, 1, inData.length)), thrown);
        }
    }

    /*
     * As KNIME does, each node gets a copy of its own of every port object that is no table, written and read by the
     * object's serializers: so a node cannot change what its siblings see, and a faulty serializer shows up at once.
     */
    private PortObject[] copyInputs(PortObject[] rawInData, ExecutionContext exec) {
        var inData = rawInData.clone();
        for (int i = 1; i < inData.length; i++) {
            if (inData[i] == null && !getInputType(i).isOptional()) {
                createErrorMessageAndNotify(
                        Message.fromSummary("Couldn't get data from predecessor (Port No." + i + ")."), null);
                return null;
            }
            if (inData[i] == null || inData[i] instanceof BufferedDataTable) {
                continue;
            }
            try {
                exec.setMessage("Copying input object at port " + i);
                inData[i] = PortObjectCopy.of(inData[i], exec.createSubExecutionContext(0.0));
            } catch (CanceledExecutionException e) {
                createWarningMessageAndNotify(e.getKNIMEMessage(), null);
                return null;
            } catch (IOException | RuntimeException | LinkageError e) {
                createMessageAwareErrorAndNotify(
                        "Unable to clone input data at port " + i + " (" + getInportName(i) + ")", e);
                return null;
            }
        }
        return inData;
    }

    private boolean setOutput(PortObject[] outData) {
        for (int i = 1; i < outData.length; i++) {
            var wanted = getOutputType(i).getPortObjectClass();
            if (outData[i] != null && !wanted.isInstance(outData[i])) {
                createErrorMessageAndNotify(
                        Message.fromSummary("Invalid output port object at port " + i + ": it is a "
                                + outData[i].getClass().getName() + ", expected was a " + wanted.getName() + "."),
                        null);
                return false;
            }
            if (outData[i] != null && !hasSpec(outData[i], i)) {
                return false;
            }
        }
        for (int i = 0; i < outData.length; i++) {
            if (outData[i] instanceof BufferedDataTable table
                    && specs[i] instanceof org.knime.core.data.DataTableSpec announced
                    && !table.getDataTableSpec().isCompatibleWith(announced)) {
                var warning = "DataSpec generated by configure does not match spec after execution.";
                LOGGER.coding(warning);
                createWarningMessageAndNotify(Message.fromSummary(warning), null);
            }
            objects[i] = outData[i];
            if (outData[i] != null) {
                specs[i] = outData[i].getSpec();
            }
        }
        keepInternalObjects();
        return true;
    }

    private boolean hasSpec(PortObject object, int port) {
        try {
            if (object.getSpec() != null) {
                return true;
            }
            createErrorMessageAndNotify(
                    Message.fromSummary("Implementation Error: PortObject \""
                            + object.getClass().getName() + "\" must not have null spec (output port " + port + ")."),
                    null);
        } catch (RuntimeException | LinkageError e) {
            createErrorMessageAndNotify(
                    Message.fromSummary("PortObject \"" + object.getClass().getName() + "\" threw "
                            + e.getClass().getSimpleName() + " on #getSpec()"),
                    e);
        }
        return false;
    }

    private void keepInternalObjects() {
        if (internalObjects != null) {
            LOGGER.coding("Found internal tables for non loop node: " + name);
        }
        if (model instanceof org.knime.core.node.port.PortObjectHolder holder) {
            internalObjects = copyOf(holder.getInternalPortObjects());
        } else if (model instanceof BufferedDataTableHolder holder) {
            internalObjects = copyOf(holder.getInternalTables());
        }
    }

    private static PortObject[] copyOf(PortObject[] held) {
        return held == null ? null : Arrays.copyOf(held, held.length, PortObject[].class);
    }

    public void reset() {
        model.resetModel();
        notifyListeners(NodeMessage.NONE);
    }

    public void cleanOutPorts(boolean isLoopRestart) {
        Arrays.fill(specs, null);
        Arrays.fill(objects, null);
        if (!isLoopRestart) {
            internalObjects = null;
        }
    }

    public boolean isModelCompatibleTo(Class<?> nodeModelClass) {
        return nodeModelClass.isInstance(model);
    }

    /** Returns the loop that asks for another iteration after the execution of its end, or null. */
    public FlowLoopContext getLoopContext() {
        return model.getLoopContext();
    }

    /** Returns what a node that begins a scope puts on the stack, the same until it is reset, or null. */
    public FlowScopeContext getInitialScopeContext() {
        return model.getInitialScopeContext();
    }

    public void setScopeStartNode(ScopeStartNode<?> head) {
        model.setScopeStartNode(head);
    }

    public void setFlowObjectStack(FlowObjectStack scsc, FlowObjectStack outgoingFlowObjectStack) {
        model.setFlowObjectStack(scsc, outgoingFlowObjectStack);
    }

    public FlowObjectStack getFlowObjectStack() {
        return model.getFlowObjectStack();
    }

    public FlowObjectStack getOutgoingFlowObjectStack() {
        return model.getOutgoingFlowObjectStack();
    }

    public void addMessageListener(NodeMessageListener listener) {
        listeners.add(listener);
    }

    private void notifyListeners(NodeMessage message) {
        // the listener is the node's own container, which knows the id
        listeners.forEach(listener -> listener.messageChanged(new NodeMessageEvent(NodeID.ROOTID, message)));
    }

    private static Message prefixed(String prefix, Throwable thrown) {
        UnaryOperator<String> prefixing = text -> prefix == null ? text : prefix + ": " + text;
        if (thrown instanceof MessageAwareException aware) {
            var message = aware.getKNIMEMessage();
            return message.modify()
                    .withSummary(prefixing.apply(message.getSummary()))
                    .build()
                    .orElseThrow();
        }
        return Message.fromSummary(prefixing.apply(thrown.getMessage()));
    }

    public void createMessageAwareWarningAndNotify(String warningPrefix, Throwable t) {
        createWarningMessageAndNotify(prefixed(warningPrefix, t), t);
    }

    public void createWarningMessageAndNotify(Message message, Throwable t) {
        LOGGER.warn(message.toLogPrintable());
        notifyListeners(message.toNodeMessage(NodeMessage.Type.WARNING));
    }

    public void createMessageAwareErrorAndNotify(String errorPrefix, Throwable t) {
        createErrorMessageAndNotify(prefixed(errorPrefix, t), t);
    }

    public void createErrorMessageAndNotify(Message errorMessage, Throwable t) {
        LOGGER.error(errorMessage.toLogPrintable(), t);
        notifyListeners(errorMessage.toNodeMessage(NodeMessage.Type.ERROR));
    }
}
