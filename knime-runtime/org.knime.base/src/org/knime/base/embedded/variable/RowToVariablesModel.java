package org.knime.base.embedded.variable;

import org.knime.base.embedded.settings.StoredSettingsModel;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.port.flowvariable.FlowVariablePortObjectSpec;
import org.knime.core.node.workflow.FlowVariable;

/** Makes flow variables of a table's first row. */
public class RowToVariablesModel extends StoredSettingsModel<RowVariables> {
    private final String name;

    public RowToVariablesModel() {
        this("Table Row to Variable");
    }

    RowToVariablesModel(String name) {
        super(new PortType[] {BufferedDataTable.TYPE}, new PortType[] {FlowVariablePortObject.TYPE});
        this.name = name;
    }

    @Override
    protected final RowVariables read(NodeSettingsRO stored) throws InvalidSettingsException {
        return RowVariables.of(name, stored);
    }

    @Override
    protected final String withoutSettings() {
        return "No columns are chosen. Choose the columns to make variables of.";
    }

    @Override
    protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        var spec = (DataTableSpec) inSpecs[0];
        if (settings().selected(spec).isEmpty()) {
            setWarningMessage("No column selected only the RowID will be converted");
        }
        if (settings().missing() != RowVariables.Missing.OMIT) {
            settings().ofNoRow(spec).forEach(this::push);
        }
        return new PortObjectSpec[] {FlowVariablePortObjectSpec.INSTANCE};
    }

    @Override
    protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) throws Exception {
        var table = (BufferedDataTable) inObjects[0];
        try (var rows = table.iterator()) {
            push(table.getDataTableSpec(), rows.hasNext() ? rows.next() : null);
        }
        return new PortObject[] {FlowVariablePortObject.INSTANCE};
    }

    final void push(DataTableSpec spec, DataRow row) throws InvalidSettingsException {
        if (row == null && settings().missing() == RowVariables.Missing.FAIL) {
            throw new IllegalArgumentException("The input table is empty");
        }
        settings().of(spec, row).forEach(this::push);
    }

    final void push(FlowVariable variable) {
        push(VariableKind.of(variable), variable);
    }

    private <T> void push(VariableKind<T> kind, FlowVariable variable) {
        pushFlowVariable(variable.getName(), kind.type(), variable.getValue(kind.type()));
    }
}
