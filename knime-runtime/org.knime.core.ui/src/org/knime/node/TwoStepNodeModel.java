package org.knime.node;

import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectHolder;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;

/** Runs a declared node that has a step for specifications and a step for data. */
final class TwoStepNodeModel extends DeclaredNodeModel implements PortObjectHolder {

    private final DefaultModel.TwoStep steps;
    private PortObject[] internalData;

    TwoStepNodeModel(DefaultModel.TwoStep steps, ParametersHolder parameters) {
        super(parameters);
        this.steps = steps;
    }

    @Override
    protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        var out = new PortObjectSpec[parameters.outPortTypes.length];
        steps.configure.accept(new Configuring(parameters.modelFor(inSpecs), inSpecs), new Configured(out));
        return out;
    }

    @Override
    protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) throws Exception {
        var out = new PortObject[parameters.outPortTypes.length];
        steps.execute.accept(new Executing(parameters.model(), inObjects, exec), new Executed(out));
        return out;
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

    private final class Configuring implements ConfigureInput {

        private final NodeParameters settings;
        private final PortObjectSpec[] specs;

        Configuring(NodeParameters settings, PortObjectSpec[] specs) {
            this.settings = settings;
            this.specs = specs;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <S extends NodeParameters> S getParameters() {
            return (S) settings;
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
            return Stream.of(specs).map(DataTableSpec.class::cast).toArray(DataTableSpec[]::new);
        }

        @Override
        public DataTableSpec getInTableSpec(int portIndex) {
            return (DataTableSpec) specs[portIndex];
        }

        @Override
        public PortType[] getOutPortTypes() {
            return parameters.outPortTypes;
        }
    }

    private final class Configured implements ConfigureOutput {

        private final PortObjectSpec[] out;

        Configured(PortObjectSpec[] out) {
            this.out = out;
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

        @Override
        public void setWarningMessage(String message) {
            TwoStepNodeModel.this.setWarningMessage(message);
        }
    }

    private final class Executing implements ExecuteInput {

        private final NodeParameters settings;
        private final PortObject[] objects;
        private final ExecutionContext context;

        Executing(NodeParameters settings, PortObject[] objects, ExecutionContext context) {
            this.settings = settings;
            this.objects = objects;
            this.context = context;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <S extends NodeParameters> S getParameters() {
            return (S) settings;
        }

        @Override
        public ExecutionContext getExecutionContext() {
            return context;
        }

        @Override
        public PortObject[] getInPortObjects() {
            return objects;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <D extends PortObject> D getInPortObject(int portIndex) {
            return (D) objects[portIndex];
        }

        @Override
        public BufferedDataTable[] getInTables() {
            return Stream.of(objects).map(BufferedDataTable.class::cast).toArray(BufferedDataTable[]::new);
        }

        @Override
        public BufferedDataTable getInTable(int portIndex) {
            return (BufferedDataTable) objects[portIndex];
        }

        @Override
        public PortType[] getOutPortTypes() {
            return parameters.outPortTypes;
        }
    }

    private final class Executed implements ExecuteOutput {

        private final PortObject[] out;

        Executed(PortObject[] out) {
            this.out = out;
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
            setInternalPortObjects(data);
        }

        @Override
        public void setWarningMessage(String message) {
            TwoStepNodeModel.this.setWarningMessage(message);
        }
    }
}
