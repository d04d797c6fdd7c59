package org.knime.node;

import java.io.File;
import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.ui.embedded.parameters.Codecs;
import org.knime.core.ui.embedded.parameters.Instances;
import org.knime.core.ui.embedded.parameters.PortsInput;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;

/** Runs a declared node, and keeps its parameters and its internal data. */
final class DeclaredNodeModel extends NodeModel implements PortObjectHolder {
    private final DefaultModel steps;
    private final Optional<Class<? extends NodeParameters>> parametersClass;
    final PortType[] inPortTypes;
    private final PortType[] outPortTypes;
    /** Null before the first load or configuration, and for a node that has none. */
    private NodeParameters parameters;

    private PortObject[] internalData;

    DeclaredNodeModel(DefaultModel steps, PortType[] inPortTypes, PortType[] outPortTypes) {
        super(inPortTypes, outPortTypes);
        this.steps = steps;
        this.parametersClass = steps.getParametersClass();
        this.inPortTypes = inPortTypes;
        this.outPortTypes = outPortTypes;
    }

    @Override
    protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        if (parameters == null && parametersClass.isPresent()) {
            parameters = Instances.of(parametersClass.get(), new PortsInput(inPortTypes, inSpecs));
            parameters.validate();
        }
        var step = new Configuring(inSpecs, new PortObjectSpec[outPortTypes.length]);
        steps.configure.accept(step, step);
        return step.out;
    }

    @Override
    protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) throws Exception {
        var step = new Executing(inObjects, new PortObject[outPortTypes.length], exec);
        steps.execute.accept(step, step);
        return step.out;
    }

    @Override
    protected void saveSettingsTo(NodeSettingsWO settings) {
        parametersClass.ifPresent(type -> Codecs.save(parameters != null ? parameters : Instances.of(type), settings));
    }

    @Override
    protected void validateSettings(NodeSettingsRO settings) throws InvalidSettingsException {
        if (parametersClass.isPresent()) {
            Codecs.load(parametersClass.get(), settings).validate();
        }
    }

    @Override
    protected void loadValidatedSettingsFrom(NodeSettingsRO settings) throws InvalidSettingsException {
        if (parametersClass.isPresent()) {
            parameters = Codecs.load(parametersClass.get(), settings);
        }
    }

    @Override
    protected void loadInternals(File nodeInternDir, ExecutionMonitor exec) {
        // internal data are port objects, which the workflow saves and loads
    }

    @Override
    protected void saveInternals(File nodeInternDir, ExecutionMonitor exec) {
        // as above
    }

    @Override
    protected void reset() {
        internalData = null;
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        return internalData;
    }

    @Override
    public void setInternalPortObjects(PortObject[] portObjects) {
        internalData = portObjects;
    }

    /** What both steps are given and hand back: parameters and what lies at the ports. */
    private abstract class Step<T> {
        final T[] in;
        final T[] out;

        Step(T[] in, T[] out) {
            this.in = in;
            this.out = out;
        }

        @SuppressWarnings("unchecked")
        public <S extends NodeParameters> S getParameters() {
            return (S) parameters;
        }

        public PortType[] getOutPortTypes() {
            return outPortTypes;
        }

        public void setWarningMessage(String message) {
            DeclaredNodeModel.this.setWarningMessage(message);
        }
    }

    private final class Configuring extends Step<PortObjectSpec> implements ConfigureInput, ConfigureOutput {
        Configuring(PortObjectSpec[] in, PortObjectSpec[] out) {
            super(in, out);
        }

        @Override
        public PortObjectSpec[] getInPortSpecs() {
            return in;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <S extends PortObjectSpec> S getInPortSpec(int index) {
            return (S) in[index];
        }

        @Override
        public DataTableSpec[] getInTableSpecs() {
            return Stream.of(in).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
        }

        @Override
        public DataTableSpec getInTableSpec(int portIndex) {
            return (DataTableSpec) in[portIndex];
        }

        @Override
        public <S extends PortObjectSpec> void setOutSpec(int index, S spec) {
            out[index] = spec;
        }

        @Override
        @SafeVarargs
        public final <S extends PortObjectSpec> void setOutSpecs(S... specs) {
            System.arraycopy(specs, 0, out, 0, specs.length);
        }
    }

    private final class Executing extends Step<PortObject> implements ExecuteInput, ExecuteOutput {
        private final ExecutionContext context;

        Executing(PortObject[] in, PortObject[] out, ExecutionContext context) {
            super(in, out);
            this.context = context;
        }

        @Override
        public ExecutionContext getExecutionContext() {
            return context;
        }

        @Override
        public PortObject[] getInPortObjects() {
            return in;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <D extends PortObject> D getInPortObject(int portIndex) {
            return (D) in[portIndex];
        }

        @Override
        public BufferedDataTable[] getInTables() {
            return Stream.of(in).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
        }

        @Override
        public BufferedDataTable getInTable(int portIndex) {
            return (BufferedDataTable) in[portIndex];
        }

        @Override
        public <D extends PortObject> void setOutData(int index, D data) {
            out[index] = data;
        }

        @Override
        @SafeVarargs
        public final <D extends PortObject> void setOutData(D... data) {
            System.arraycopy(data, 0, out, 0, data.length);
        }

        @Override
        @SafeVarargs
        public final <D extends PortObject> void setInternalData(D... data) {
            internalData = data;
        }
    }
}
