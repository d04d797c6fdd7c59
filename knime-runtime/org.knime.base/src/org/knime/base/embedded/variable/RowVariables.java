package org.knime.base.embedded.variable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.knime.base.embedded.settings.NameFilter;
import org.knime.base.embedded.settings.Section;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.core.node.workflow.VariableType;
import org.knime.core.node.workflow.VariableType.BooleanType;
import org.knime.core.node.workflow.VariableType.DoubleType;
import org.knime.core.node.workflow.VariableType.IntType;
import org.knime.core.node.workflow.VariableType.LongType;
import org.knime.core.node.workflow.VariableType.StringType;

/**
 * Which columns of a row become flow variables, and what replaces missing cells.
 *
 * @param columns the columns
 * @param missing what is done about a missing cell
 * @param defaults the cells that replace missing ones
 */
record RowVariables(NameFilter columns, Missing missing, Map<VariableType<?>, DataCell> defaults) {
    private static final String ROW_ID = "RowID";

    /** What is done about a missing cell, by the names that KNIME saves. */
    enum Missing {
        FAIL,
        DEFAULT,
        OMIT
    }

    /** @throws InvalidSettingsException naming the key that is missing, unknown or not supported */
    static RowVariables of(String node, NodeSettingsRO settings) throws InvalidSettingsException {
        var all = Section.of(node, settings);
        for (var key : settings.keySet()) {
            all.ignoreModelOf(key);
        }
        var policy = all.text("missing_value_policy");
        if (!List.of("FAIL", "DEFAULT", "OMIT").contains(policy)) {
            throw all.unsupported("missing_value_policy", policy, "FAIL, DEFAULT and OMIT");
        }
        var defaults = Map.<VariableType<?>, DataCell>of(
                StringType.INSTANCE, new StringCell(all.text("default_value_string")),
                BooleanType.INSTANCE, BooleanCell.get(Boolean.parseBoolean(all.text("default_value_boolean"))),
                IntType.INSTANCE, new IntCell(all.whole("default_value_integer")),
                LongType.INSTANCE, new LongCell(all.limit("default_value_long")),
                DoubleType.INSTANCE, new DoubleCell(all.real("default_value_double")));
        var selection = all.section("column_selection");
        var columns = NameFilter.of(selection);
        selection.ofNoEffect("datatype");
        selection.requireAllRead();
        all.requireAllRead();
        return new RowVariables(columns, Missing.valueOf(policy), defaults);
    }

    /** Returns the variables before there is a row: they have the default values. */
    List<FlowVariable> ofNoRow(DataTableSpec spec) throws InvalidSettingsException {
        var variables = new ArrayList<FlowVariable>();
        for (var name : selected(spec)) {
            var kind = kind(spec, name);
            variables.add(0, kind.variable(name, defaults.get(kind.type())));
        }
        variables.add(0, new FlowVariable(ROW_ID, ""));
        return variables;
    }

    /**
     * Returns the variables in the order in which they are pushed: the first column's comes last, to be seen first.
     *
     * @param row a row, or null for one of missing cells
     * @throws IllegalArgumentException if a cell is missing that must not be
     */
    List<FlowVariable> of(DataTableSpec spec, DataRow row) throws InvalidSettingsException {
        var variables = new ArrayList<FlowVariable>();
        var names = selected(spec);
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            var kind = kind(spec, name);
            var cell = row == null ? DataType.getMissingCell() : row.getCell(spec.findColumnIndex(name));
            if (cell.isMissing() && missing == Missing.FAIL) {
                throw new IllegalArgumentException("Missing values are not allowed as variable values -- column \""
                        + name + "\" (index " + i + ")");
            }
            if (!cell.isMissing() || missing == Missing.DEFAULT) {
                variables.add(0, kind.variable(name, cell.isMissing() ? defaults.get(kind.type()) : cell));
            }
        }
        variables.add(
                0, new FlowVariable(ROW_ID, row == null ? "" : row.getKey().getString()));
        return variables;
    }

    List<String> selected(DataTableSpec spec) {
        return spec.stream()
                .map(column -> column.getName())
                .filter(columns::includes)
                .toList();
    }

    private static VariableKind<?> kind(DataTableSpec spec, String name) throws InvalidSettingsException {
        var type = spec.getColumnSpec(name).getType();
        if (name.equals(ROW_ID) || name.startsWith("knime.")) {
            throw new InvalidSettingsException("The embedded runtime makes no flow variable of the column \"" + name
                    + "\"; KNIME gives it another name. Rename the column.");
        }
        return VariableKind.of(type)
                .orElseThrow(() -> new InvalidSettingsException("The embedded runtime makes no flow variable of the"
                        + " column \"" + name + "\" of type " + type + ". Exclude the column."));
    }
}
