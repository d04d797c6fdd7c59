package org.seqnet.knime;

import java.util.Arrays;
import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;

/** Stands for KNIME in one call of a node's {@code configure} or {@code execute}, and keeps what the node gives. */
public final class NodeRun implements ConfigureInput, ConfigureOutput, ExecuteInput, ExecuteOutput {
    private static final int MOST_PORTS = 2;

    private final NodeParameters parameters;
    private final PortObjectSpec[] specs;
    private final PortObject[] objects;
    private final ExecutionContext exec;
    private final PortObjectSpec[] outSpecs = new PortObjectSpec[MOST_PORTS];
    private final PortObject[] outObjects = new PortObject[MOST_PORTS];
    private PortObject[] internalData;
    private String warning;

    private NodeRun(NodeParameters parameters, PortObjectSpec[] specs, PortObject[] objects, ExecutionContext exec) {
        this.parameters = parameters;
        this.specs = specs;
        this.objects = objects;
        this.exec = exec;
    }

    /** Begins a configuration with these input specs. */
    public static NodeRun configuring(NodeParameters parameters, PortObjectSpec... specs) {
        return new NodeRun(parameters, specs, new PortObject[0], null);
    }

    /** Begins an execution with these inputs. */
    public static NodeRun executing(NodeParameters parameters, PortObject... objects) {
        return executing(Tables.execution(), parameters, objects);
    }

    /** Begins an execution with these inputs in a context of the test's own. */
    public static NodeRun executing(ExecutionContext exec, NodeParameters parameters, PortObject... objects) {
        var specs = Arrays.stream(objects).map(PortObject::getSpec).toArray(PortObjectSpec[]::new);
        return new NodeRun(parameters, specs, objects, exec);
    }

    /** Returns the table at an output port. */
    public BufferedDataTable table(int port) {
        return (BufferedDataTable) outObjects[port];
    }

    /** Returns what is at an output port. */
    public PortObject object(int port) {
        return outObjects[port];
    }

    /** Returns the spec at an output port; empty if the node could not tell. */
    public Optional<PortObjectSpec> spec(int port) {
        return Optional.ofNullable(outSpecs[port]);
    }

    /** Returns the table spec at an output port. */
    public DataTableSpec tableSpec(int port) {
        return (DataTableSpec) outSpecs[port];
    }

    /** Returns what the node keeps for its view. */
    public PortObject[] internalData() {
        return internalData;
    }

    /** Returns the warning, if there is one. */
    public Optional<String> warning() {
        return Optional.ofNullable(warning);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends NodeParameters> S getParameters() {
        return (S) parameters;
    }

    @Override
    public PortObjectSpec[] getInPortSpecs() {
        return specs;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S extends PortObjectSpec> S getInPortSpec(int index) {
        return (S) specs[index];
    }

    @Override
    public DataTableSpec[] getInTableSpecs() {
        return Arrays.copyOf(specs, specs.length, DataTableSpec[].class);
    }

    @Override
    public DataTableSpec getInTableSpec(int port) {
        return (DataTableSpec) specs[port];
    }

    @Override
    public PortType[] getOutPortTypes() {
        throw new UnsupportedOperationException("no node here asks for it");
    }

    @Override
    public <S extends PortObjectSpec> void setOutSpec(int index, S spec) {
        outSpecs[index] = spec;
    }

    @Override
    @SafeVarargs
    public final <S extends PortObjectSpec> void setOutSpecs(S... given) {
        System.arraycopy(given, 0, outSpecs, 0, given.length);
    }

    @Override
    public ExecutionContext getExecutionContext() {
        return exec;
    }

    @Override
    public PortObject[] getInPortObjects() {
        return objects;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <D extends PortObject> D getInPortObject(int port) {
        return (D) objects[port];
    }

    @Override
    public BufferedDataTable[] getInTables() {
        return Arrays.copyOf(objects, objects.length, BufferedDataTable[].class);
    }

    @Override
    public BufferedDataTable getInTable(int port) {
        return (BufferedDataTable) objects[port];
    }

    @Override
    public <D extends PortObject> void setOutData(int index, D data) {
        outObjects[index] = data;
    }

    @Override
    @SafeVarargs
    public final <D extends PortObject> void setOutData(D... data) {
        System.arraycopy(data, 0, outObjects, 0, data.length);
    }

    @Override
    @SafeVarargs
    public final <D extends PortObject> void setInternalData(D... data) {
        internalData = data;
    }

    @Override
    public void setWarningMessage(String message) {
        warning = message;
    }
}
