package org.knime.core.node;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.port.inactive.InactiveBranchPortObject;
import org.knime.core.node.port.inactive.InactiveBranchPortObjectSpec;
import org.knime.core.node.util.CheckUtils;
import org.knime.core.node.workflow.ExecutionEnvironment;
import org.knime.core.node.workflow.FlowLoopContext;
import org.knime.core.node.workflow.FlowObjectStack;
import org.knime.core.node.workflow.FlowScopeContext;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.LoopEndNode;
import org.knime.core.node.workflow.LoopStartNode;
import org.knime.core.node.workflow.ScopeStartNode;
import org.knime.core.node.workflow.VariableType;

/** What a node does: from specs it tells what it will make, from objects it makes it. */
public abstract class NodeModel implements AbstractNodeView.ViewableModel {

    private static final NodeLogger RUNTIME = NodeLogger.getLogger(NodeModel.class);

    private final NodeLogger logger = NodeLogger.getLogger(getClass());

    private final PortType[] inPortTypes;

    private final PortType[] outPortTypes;

    private final List<NodeModelWarningListener> warningListeners = new CopyOnWriteArrayList<>();

    private Message warning;

    private boolean hasContent;

    private FlowObjectStack flowObjects;

    private FlowObjectStack outgoingFlowObjects;

    private FlowScopeContext initialScopeContext;

    private FlowLoopContext loopContext;

    private ScopeStartNode<?> scopeStartNode;

    /** Makes a model with table ports only. */
    protected NodeModel(final int nrInDataPorts, final int nrOutDataPorts) {
        this(tablePorts(nrInDataPorts), tablePorts(nrOutDataPorts));
    }

    /** Makes a model with ports of the given types; {@code null} is none. */
    protected NodeModel(final PortType[] inPortTypes, final PortType[] outPortTypes) {
        this.inPortTypes = checked(inPortTypes);
        this.outPortTypes = checked(outPortTypes);
    }

    private static PortType[] tablePorts(int count) {
        var types = new PortType[count];
        Arrays.fill(types, BufferedDataTable.TYPE);
        return types;
    }

    private static PortType[] checked(PortType[] types) {
        if (types == null) {
            return new PortType[0];
        }
        var registry = PortTypeRegistry.getInstance();
        return Arrays.stream(types)
                .map(type -> Objects.requireNonNull(type, "A port needs a type."))
                .map(type -> registry.getPortType(type.getPortObjectClass(), type.isOptional()))
                .toArray(PortType[]::new);
    }

    /** Returns the number of inputs, the flow variable port not counted. */
    protected final int getNrInPorts() {
        return inPortTypes.length;
    }

    /** Returns the number of outputs, the flow variable port not counted. */
    protected final int getNrOutPorts() {
        return outPortTypes.length;
    }

    /** Returns an input's type; numbers count from 0. */
    protected final PortType getInPortType(final int index) {
        return inPortTypes[index];
    }

    /** Returns an output's type; numbers count from 0. */
    protected final PortType getOutPortType(final int index) {
        return outPortTypes[index];
    }

    /** Reads what {@link #saveInternals} wrote. */
    protected abstract void loadInternals(final File nodeInternDir, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;

    /** Writes what views need after the workflow is opened again. */
    protected abstract void saveInternals(final File nodeInternDir, final ExecutionMonitor exec)
            throws IOException, CanceledExecutionException;

    /** Writes the settings. */
    protected abstract void saveSettingsTo(final NodeSettingsWO settings);

    /** Checks settings and changes nothing. */
    protected abstract void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException;

    /** Takes over settings that are checked. */
    protected abstract void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException;

    final void loadSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException {
        validateSettings(settings);
        loadValidatedSettingsFrom(settings);
    }

    /**
     * Tells what {@link #execute(PortObject[], ExecutionContext)} will make; elements may be {@code null} if that is
     * not known. As it stands, calls {@link #configure(DataTableSpec[])}.
     *
     * @throws InvalidSettingsException if the node cannot run on that input
     */
    protected PortObjectSpec[] configure(final PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        var tables = new DataTableSpec[inSpecs.length];
        for (int i = 0; i < inSpecs.length; i++) {
            if (inSpecs[i] != null && !(inSpecs[i] instanceof DataTableSpec)) {
                throw new InvalidSettingsException("Input Port " + i
                        + " does not hold data table specs. Likely reason: wrong version of NodeModel.configure()"
                        + " overwritten!");
            }
            tables[i] = (DataTableSpec) inSpecs[i];
        }
        return configure(tables);
    }

    /** Tells what the node will make, for nodes that have table ports only. */
    protected DataTableSpec[] configure(final DataTableSpec[] inSpecs) throws InvalidSettingsException {
        throw new InvalidSettingsException("NodeModel.configure() implementation missing!");
    }

    final PortObjectSpec[] configureModel(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        setWarning(null);
        var specs = inSpecs.clone();
        for (int i = 0; i < specs.length; i++) {
            var type = inPortTypes[i];
            if (specs[i] == null && type.equals(BufferedDataTable.TYPE) && !type.isOptional()) {
                specs[i] = new DataTableSpec();
            }
            if (!type.acceptsPortObjectSpec(specs[i]) && !(specs[i] instanceof InactiveBranchPortObjectSpec)) {
                throw new InvalidSettingsException("Incompatible port spec"
                        + (specs.length > 1 ? " at port " + i : "")
                        + ", expected: " + type.getPortObjectSpecClass().getSimpleName()
                        + ", actual: " + specs[i].getClass().getSimpleName());
            }
        }
        var outSpecs = configure(specs);
        if (outSpecs == null || outSpecs.length != outPortTypes.length) {
            if (outSpecs != null) {
                logger.error("Output spec-array length invalid: " + outSpecs.length + " <> " + outPortTypes.length);
            }
            return new PortObjectSpec[outPortTypes.length];
        }
        return outSpecs;
    }

    /** Makes the output. As it stands, calls {@link #execute(BufferedDataTable[], ExecutionContext)}. */
    protected PortObject[] execute(final PortObject[] inObjects, final ExecutionContext exec) throws Exception {
        var tables = new BufferedDataTable[inObjects.length];
        for (int i = 0; i < inObjects.length; i++) {
            if (inObjects[i] != null && !(inObjects[i] instanceof BufferedDataTable)) {
                throw new IOException("Input port " + i + " does not hold data table but "
                        + inObjects[i].getClass().getSimpleName()
                        + "; Likely reason: wrong version of NodeModel.execute() overwritten!");
            }
            tables[i] = (BufferedDataTable) inObjects[i];
        }
        return execute(tables, exec);
    }

    /** Makes the output, for nodes that have table ports only. */
    protected BufferedDataTable[] execute(final BufferedDataTable[] inData, final ExecutionContext exec)
            throws Exception {
        throw new IOException("NodeModel.execute() implementation missing!");
    }

    /** Executes with the flow variable port as port 0 of input and output. */
    final PortObject[] executeModel(PortObject[] rawData, ExecutionEnvironment environment, ExecutionContext exec)
            throws Exception {
        var data = Arrays.copyOfRange(rawData, 1, rawData.length);
        setWarning(null);
        loopContext = null;
        for (int i = 0; i < data.length; i++) {
            boolean open = data[i] == null && inPortTypes[i].isOptional();
            CheckUtils.checkState(
                    open || data[i] instanceof InactiveBranchPortObject || inPortTypes[i].acceptsPortObject(data[i]),
                    "Connection Error: Mismatch of input port types (port %d).",
                    i);
        }
        var out = execute(data, exec);
        exec.checkCanceled();
        if (warning != null) {
            setWarning(warning.renderIssueDetails(data));
        }
        out = checkedOutput(out);
        for (int i = 0; i < out.length; i++) {
            if (out[i] instanceof BufferedDataTable table && Arrays.asList(data).contains(table)) {
                out[i] = exec.createWrappedTable(table);
            }
        }
        warnOfEmptyTables(out);
        setHasContent(true);
        var rawOut = new PortObject[out.length + 1];
        rawOut[0] = FlowVariablePortObject.INSTANCE;
        System.arraycopy(out, 0, rawOut, 1, out.length);
        return rawOut;
    }

    private PortObject[] checkedOutput(PortObject[] raw) {
        var out = raw == null ? new PortObject[0] : Arrays.copyOf(raw, raw.length, PortObject[].class);
        CheckUtils.checkState(
                out.length == outPortTypes.length,
                "Invalid result. Execution failed. Reason: Incorrect implementation; the execute method in \"%s\""
                        + " returned null or an incorrect number of output tables.",
                getClass().getSimpleName());
        for (int i = 0; i < out.length; i++) {
            CheckUtils.checkState(
                    out[i] != null || loopContext != null,
                    "Invalid result. Execution failed, reason: data at output %d is null.",
                    i);
        }
        return out;
    }

    private void warnOfEmptyTables(PortObject[] out) {
        var tables = Arrays.stream(out)
                .filter(BufferedDataTable.class::isInstance)
                .map(BufferedDataTable.class::cast)
                .toList();
        if (warning == null && !tables.isEmpty() && tables.stream().allMatch(table -> table.size() == 0)) {
            setWarningMessage(
                    tables.size() == 1
                            ? "Node created an empty data table."
                            : "Node created empty data tables on all out-ports.");
        }
    }

    final void setHasContent(boolean content) {
        if (hasContent != content) {
            hasContent = content;
            stateChanged();
        }
    }

    final void resetModel() {
        try {
            setWarning(null);
            reset();
        } catch (RuntimeException | LinkageError e) {
            logger.coding("Reset failed due to a " + e.getClass().getSimpleName(), e);
        } finally {
            initialScopeContext = null;
            loopContext = null;
            setHasContent(false);
        }
    }

    /** Forgets what an execution has left. */
    protected abstract void reset();

    /** Tells the views that the model has changed; there are none here. */
    protected final void stateChanged() {}

    /** Sets a warning of one line; {@code null} takes it back. */
    protected final void setWarningMessage(final String warningMessage) {
        setWarning(warningMessage == null ? null : Message.fromSummary(warningMessage));
    }

    /** Sets a warning; {@code null} takes it back. */
    protected final void setWarning(final Message message) {
        if (Objects.equals(message, warning)) {
            return;
        }
        warning = message;
        tellListeners();
    }

    private void tellListeners() {
        for (var listener : warningListeners) {
            try {
                listener.warningChanged(warning);
            } catch (RuntimeException e) {
                RUNTIME.error("Exception while notifying NodeModel listeners", e);
            }
        }
    }

    /** Adds a listener. */
    public void addWarningListener(final NodeModelWarningListener listener) {
        warningListeners.add(Objects.requireNonNull(listener, "NodeModel message listener must not be null!"));
    }

    final void setFlowObjectStack(FlowObjectStack incoming, FlowObjectStack outgoing) {
        flowObjects = incoming;
        outgoingFlowObjects = outgoing;
    }

    final FlowObjectStack getFlowObjectStack() {
        return flowObjects;
    }

    final FlowObjectStack getOutgoingFlowObjectStack() {
        return outgoingFlowObjects;
    }

    /** Hands a variable on to the nodes behind this one. */
    protected final void pushFlowVariableDouble(final String name, final double value) {
        outgoingFlowObjects.push(new FlowVariable(name, value));
    }

    /** Hands a variable on to the nodes behind this one. */
    protected final void pushFlowVariableInt(final String name, final int value) {
        outgoingFlowObjects.push(new FlowVariable(name, value));
    }

    /** Hands a variable on to the nodes behind this one. */
    protected final void pushFlowVariableString(final String name, final String value) {
        outgoingFlowObjects.push(new FlowVariable(name, value));
    }

    /** Hands a variable on to the nodes behind this one. */
    protected final <T> void pushFlowVariable(final String name, final VariableType<T> type, final T value) {
        outgoingFlowObjects.push(new FlowVariable(name, type, value));
    }

    /** Returns the variables of the given types that are at the inputs, and those that this node pushed. */
    public final Map<String, FlowVariable> getAvailableFlowVariables(final VariableType<?>[] types) {
        var variables = new LinkedHashMap<String, FlowVariable>();
        for (var stack : Arrays.asList(flowObjects, outgoingFlowObjects)) {
            if (stack != null) {
                stack.getAvailableFlowVariables(types).forEach(variables::putIfAbsent);
            }
        }
        return Collections.unmodifiableMap(variables);
    }

    /** Has the loop that this node ends begin another iteration; its output may be null then. */
    protected final void continueLoop() {
        CheckUtils.checkState(this instanceof LoopEndNode, "continueLoop called from non-end node (Coding Error)!");
        loopContext = flowObjects.peek(FlowLoopContext.class);
        CheckUtils.checkState(loopContext != null, "Missing Loop Start in Pipeline!");
    }

    final FlowLoopContext getLoopContext() {
        return loopContext;
    }

    final FlowScopeContext getInitialScopeContext() {
        if (initialScopeContext == null && this instanceof LoopStartNode) {
            initialScopeContext = new FlowLoopContext();
        }
        return initialScopeContext;
    }

    /** Returns the node at the beginning of the loop that this node ends, or null if there is none. */
    protected final LoopStartNode getLoopStartNode() {
        return scopeStartNode instanceof LoopStartNode start ? start : null;
    }

    void setScopeStartNode(final ScopeStartNode<?> start) {
        scopeStartNode = start;
    }
}
