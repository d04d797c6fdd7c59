package org.knime.base.embedded.variable;

import java.util.List;
import org.knime.base.embedded.settings.NameFilter;
import org.knime.base.embedded.settings.Section;
import org.knime.base.embedded.settings.StoredSettingsModel;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.flowvariable.FlowVariablePortObject;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.LoopEndNode;
import org.knime.core.node.workflow.LoopStartNodeTerminator;

/** Ends a loop; its table has a row of flow variables for each iteration. */
public final class VariableLoopEndModel extends StoredSettingsModel<NameFilter> implements LoopEndNode {
    private BufferedDataContainer rows;
    private long count;

    public VariableLoopEndModel() {
        super(new PortType[] {FlowVariablePortObject.TYPE}, new PortType[] {BufferedDataTable.TYPE});
    }

    @Override
    protected NameFilter read(NodeSettingsRO stored) throws InvalidSettingsException {
        var all = Section.of("Variable Loop End", stored);
        var selection = all.section("variable_filter");
        var variables = NameFilter.of(selection);
        selection.requireAllRead();
        all.ignoreModelOf("propagateLoopVariables");
        if (all.has("propagateLoopVariables")) {
            all.only(false, "propagateLoopVariables"); // not there before KNIME 4.4
        }
        all.requireAllRead();
        return variables;
    }

    @Override
    protected String withoutSettings() {
        return "No variables are chosen. Choose the variables to collect.";
    }

    @Override
    protected PortObjectSpec[] configure(PortObjectSpec[] inSpecs) throws InvalidSettingsException {
        if (!(getLoopStartNode() instanceof LoopStartNodeTerminator)) {
            throw new InvalidSettingsException("Loop End is not connected with a matching/compatible Loop Start node."
                    + " You are trying to create an infinite loop!");
        }
        var spec = spec(selected());
        if (spec.getNumColumns() == 0) {
            setWarningMessage("No variables selected");
        }
        return new PortObjectSpec[] {spec};
    }

    @Override
    protected PortObject[] execute(PortObject[] inObjects, ExecutionContext exec) throws Exception {
        var variables = selected();
        var spec = spec(variables);
        if (rows == null) {
            rows = exec.createDataContainer(spec);
        } else if (!spec.equalStructure(rows.getTableSpec())) {
            var first = rows.getTableSpec();
            reset();
            throw new IllegalArgumentException("Output table's structure differs from reference (first iteration)"
                    + " table: " + difference(spec, first)
                    + ". Have the input variables changed in number, name or type?");
        }
        rows.addRowToTable(new DefaultRow(
                "Row" + count++,
                variables.stream()
                        .map(variable -> VariableKind.of(variable).cell(variable))
                        .toArray(DataCell[]::new)));
        if (!((LoopStartNodeTerminator) getLoopStartNode()).terminateLoop()) {
            continueLoop();
            return new PortObject[] {null};
        }
        rows.close();
        var table = rows.getTable();
        reset();
        return new PortObject[] {table};
    }

    private List<FlowVariable> selected() throws InvalidSettingsException {
        var filter = settings();
        return getAvailableFlowVariables(VariableKind.types()).values().stream()
                .filter(variable -> filter.includes(variable.getName()))
                .toList();
    }

    private static DataTableSpec spec(List<FlowVariable> variables) {
        return new DataTableSpec(variables.stream()
                .map(variable -> new DataColumnSpecCreator(
                                variable.getName(), VariableKind.of(variable).cellType())
                        .createSpec())
                .toArray(DataColumnSpec[]::new));
    }

    private static String difference(DataTableSpec spec, DataTableSpec first) {
        if (spec.getNumColumns() != first.getNumColumns()) {
            return "different column counts " + spec.getNumColumns() + " vs. " + first.getNumColumns();
        }
        var differences = new StringBuilder();
        for (int i = 0; i < spec.getNumColumns(); i++) {
            if (!spec.getColumnSpec(i).equalStructure(first.getColumnSpec(i))) {
                differences.append(
                        "Column " + i + " [" + spec.getColumnSpec(i) + "] vs. [" + first.getColumnSpec(i) + "]");
            }
        }
        return differences.toString();
    }

    @Override
    protected void reset() {
        rows = null;
        count = 0;
    }
}
