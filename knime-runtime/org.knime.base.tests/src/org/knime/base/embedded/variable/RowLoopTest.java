package org.knime.base.embedded.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.base.embedded.settings.SavedNode;
import org.knime.base.embedded.settings.TableNodeFactory;
import org.knime.base.embedded.settings.TestWorkflow;
import org.knime.base.node.flowvariable.tablerowtovariable3.TableToVariable3NodeFactory;
import org.knime.base.node.meta.looper.variable.end.LoopEndVariableNodeFactory;
import org.knime.base.node.meta.looper.variable.start.LoopStartVariable3NodeFactory;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.NodeID;
import org.knime.core.node.workflow.NodeMessage;

/** KNIME's nodes between rows and flow variables, with the settings of the workflow tune-settings. */
class RowLoopTest {
    private static final DataTableSpec SPEC = new DataTableSpec(
            new String[] {"hidden units", "learning rate"}, new DataType[] {IntCell.TYPE, DoubleCell.TYPE});

    private final TestWorkflow workflow = new TestWorkflow();

    @AfterEach
    void close() {
        workflow.close();
    }

    private static SavedNode savedStart() throws Exception {
        return SavedNode.of("Table Row to Variable Loop Start (#6)");
    }

    private static SavedNode savedEnd() throws Exception {
        return SavedNode.of("Variable Loop End (#10)");
    }

    private static DataRow row(String id, int units, double rate) {
        return new DefaultRow(id, new IntCell(units), new DoubleCell(rate));
    }

    private NodeID start(SavedNode saved, DataTableSpec spec, DataRow... rows) throws Exception {
        var id = workflow.add(new LoopStartVariable3NodeFactory(), saved);
        workflow.connect(workflow.add(new TableNodeFactory(spec, rows)), 1, id, 1);
        return id;
    }

    private NodeID endOf(NodeID start, SavedNode saved) throws Exception {
        var id = workflow.add(new LoopEndVariableNodeFactory(), saved);
        workflow.connect(start, 1, id, 1);
        return id;
    }

    private Map<String, String> variables(NodeID id) {
        var values = new TreeMap<String, String>();
        workflow.node(id)
                .getOutgoingFlowObjectStack()
                .getAllAvailableFlowVariables()
                .forEach((name, variable) ->
                        values.put(name, variable.getVariableType() + " " + variable.getValueAsString()));
        return values;
    }

    @Test
    void each_row_is_an_iteration_and_its_variables_become_a_row_again() throws Exception {
        var start = start(savedStart(), SPEC, row("a", 8, 0.5), row("b", 16, 0.25), row("c", 32, 0.125));
        var end = endOf(start, savedEnd());

        assertThat(workflow.execute()).isTrue();

        assertThat(workflow.table(end).getDataTableSpec().equalStructure(SPEC)).isTrue();
        assertThat(workflow.rows(end)).containsExactly("Row0: [8, 0.5]", "Row1: [16, 0.25]", "Row2: [32, 0.125]");
        assertThat(variables(start))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "RowID", "STRING c",
                        "currentIteration", "INTEGER 2",
                        "maxIterations", "INTEGER 3",
                        "hidden units", "INTEGER 32",
                        "learning rate", "DOUBLE 0.125"));
    }

    @Test
    void before_a_loop_begins_its_variables_have_the_default_values() throws Exception {
        var start = start(savedStart(), SPEC, row("a", 8, 0.5));

        assertThat(variables(start))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "RowID", "STRING ",
                        "currentIteration", "INTEGER 0",
                        "maxIterations", "INTEGER 0",
                        "hidden units", "INTEGER 16",
                        "learning rate", "DOUBLE 0.01"));
    }

    @Test
    void all_variables_are_collected_if_none_is_excluded() throws Exception {
        var end = endOf(
                start(savedStart(), SPEC, row("a", 8, 0.5)), savedEnd().setting("enforce_option", "EnforceExclusion"));

        assertThat(workflow.execute()).isTrue();

        // the latest variable first, as KNIME lists them
        assertThat(workflow.table(end).getDataTableSpec().getColumnNames())
                .containsExactly(
                        "hidden units",
                        "learning rate",
                        "RowID",
                        "currentIteration",
                        "maxIterations",
                        "knime.workspace");
        assertThat(workflow.rows(end)).singleElement().asString().startsWith("Row0: [8, 0.5, a, 0, 1, ");
    }

    @Test
    void a_table_without_rows_is_refused_if_missing_cells_are() throws Exception {
        var start = start(savedStart(), SPEC);
        endOf(start, savedEnd());

        assertThat(workflow.execute()).isFalse();

        assertThat(workflow.node(start).getNodeMessage())
                .isEqualTo(NodeMessage.newError("Execute failed: The input table is empty"));
    }

    @Test
    void a_table_without_rows_makes_one_iteration_with_default_values() throws Exception {
        var end = endOf(start(savedStart().setting("missing_value_policy", "DEFAULT"), SPEC), savedEnd());

        assertThat(workflow.execute()).isTrue();

        assertThat(workflow.rows(end)).containsExactly("Row0: [16, 0.01]");
    }

    @Test
    void a_table_without_rows_makes_one_iteration_without_variables() throws Exception {
        var end = endOf(start(savedStart().setting("missing_value_policy", "OMIT"), SPEC), savedEnd());

        assertThat(workflow.execute()).isTrue();

        assertThat(workflow.rows(end)).containsExactly("Row0: []");
    }

    @Test
    void a_missing_cell_ends_the_loop() throws Exception {
        var start = start(
                savedStart(), SPEC, row("a", 8, 0.5), new DefaultRow("b", new IntCell(16), DataType.getMissingCell()));
        var end = endOf(start, savedEnd());

        assertThat(workflow.execute()).isFalse();

        assertThat(workflow.node(start).getNodeMessage())
                .isEqualTo(NodeMessage.newError("Execute failed: Missing values are not allowed as variable values"
                        + " -- column \"learning rate\" (index 1)"));
        assertThat(workflow.node(end).getNodeContainerState().isExecuted()).isFalse();
    }

    @Test
    void an_iteration_without_a_variable_of_the_first_one_is_refused() throws Exception {
        var end = endOf(
                start(
                        savedStart().setting("missing_value_policy", "OMIT"),
                        SPEC,
                        row("a", 8, 0.5),
                        new DefaultRow("b", new IntCell(16), DataType.getMissingCell())),
                savedEnd());

        assertThat(workflow.execute()).isFalse();

        assertThat(workflow.node(end).getNodeMessage())
                .isEqualTo(NodeMessage.newError("Execute failed: Output table's structure differs from reference"
                        + " (first iteration) table: different column counts 1 vs. 2."
                        + " Have the input variables changed in number, name or type?"));
    }

    @Test
    void cells_of_each_type_become_variables_and_cells_again() throws Exception {
        var spec = new DataTableSpec(
                new String[] {"b", "i", "l", "d", "s"},
                new DataType[] {BooleanCell.TYPE, IntCell.TYPE, LongCell.TYPE, DoubleCell.TYPE, StringCell.TYPE});
        var all = "\"EnforceInclusion\"";
        var end = endOf(
                start(
                        savedStart().with(all, "\"EnforceExclusion\""),
                        spec,
                        new DefaultRow(
                                "a",
                                BooleanCell.TRUE,
                                new IntCell(1),
                                new LongCell(1L << 40),
                                new DoubleCell(0.5),
                                new StringCell("text"))),
                savedEnd().with(all, "\"EnforceExclusion\""));

        assertThat(workflow.execute()).isTrue();

        assertThat(workflow.rows(end))
                .singleElement()
                .asString()
                .startsWith("Row0: [true, 1, 1099511627776, 0.5, text, a, 0, 1, ");
        assertThat(workflow.table(end).getDataTableSpec().stream().map(column -> column.getType()))
                .startsWith(BooleanCell.TYPE, IntCell.TYPE, LongCell.TYPE, DoubleCell.TYPE, StringCell.TYPE);
    }

    @Test
    void outside_a_loop_the_first_row_counts() throws Exception {
        var best = workflow.add(new TableToVariable3NodeFactory(), SavedNode.of("Table Row to Variable (#12)"));
        workflow.connect(workflow.add(new TableNodeFactory(SPEC, row("a", 8, 0.5), row("b", 16, 0.25))), 1, best, 1);

        assertThat(workflow.execute()).isTrue();

        assertThat(variables(best))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("RowID", "STRING a", "hidden units", "INTEGER 8", "learning rate", "DOUBLE 0.5"));
    }

    @Test
    void settings_are_saved_as_they_were_loaded() throws Exception {
        var start = start(savedStart(), SPEC);
        var saved = new NodeSettings("settings");

        workflow.node(start).getParent().saveNodeSettings(start, saved);

        assertThat(saved.getNodeSettings("model"))
                .isEqualTo(savedStart().settings().getNodeSettings("model"));
    }

    @Test
    void an_end_without_a_start_is_not_configured() throws Exception {
        var end = workflow.add(new LoopEndVariableNodeFactory(), savedEnd());
        var row = workflow.add(new TableToVariable3NodeFactory(), SavedNode.of("Table Row to Variable (#12)"));
        workflow.connect(workflow.add(new TableNodeFactory(SPEC)), 1, row, 1);
        workflow.connect(row, 1, end, 1);

        assertThat(workflow.node(end).getNodeMessage())
                .isEqualTo(NodeMessage.newWarning("Loop End is not connected with a matching/compatible Loop Start"
                        + " node. You are trying to create an infinite loop!"));
    }

    @Test
    void a_node_without_settings_says_so() throws Exception {
        var start = workflow.add(new LoopStartVariable3NodeFactory());
        workflow.connect(workflow.add(new TableNodeFactory(SPEC)), 1, start, 1);

        assertThat(workflow.node(start).getNodeMessage())
                .isEqualTo(NodeMessage.newWarning("No columns are chosen. Choose the columns to make variables of."));
    }

    @Test
    void a_column_of_another_type_is_refused() throws Exception {
        var spec = new DataTableSpec(
                new String[] {"hidden units", "RowID"},
                new DataType[] {DataType.getType(ListCell.class, IntCell.TYPE), StringCell.TYPE});

        var start = start(savedStart(), spec);

        assertThat(workflow.node(start).getNodeMessage())
                .isEqualTo(NodeMessage.newWarning("The embedded runtime makes no flow variable of the column"
                        + " \"hidden units\" of type " + spec.getColumnSpec(0).getType() + ". Exclude the column."));
    }

    @Test
    void a_column_with_a_name_of_knimes_own_is_refused() throws Exception {
        var spec = new DataTableSpec(new String[] {"RowID"}, new DataType[] {StringCell.TYPE});

        var start = start(savedStart().setting("enforce_option", "EnforceExclusion"), spec);

        assertThat(workflow.node(start).getNodeMessage())
                .isEqualTo(NodeMessage.newWarning("The embedded runtime makes no flow variable of the column"
                        + " \"RowID\"; KNIME gives it another name. Rename the column."));
    }

    @ParameterizedTest
    @CsvSource({
        "filter-type, name_pattern, column_selection/filter-type = name_pattern, STANDARD",
        "enforce_option, Both, column_selection/enforce_option = Both, EnforceExclusion and EnforceInclusion",
        "missing_value_policy, SKIP, missing_value_policy = SKIP, 'FAIL, DEFAULT and OMIT'"
    })
    void a_setting_that_is_not_supported_is_refused(String key, String value, String found, String supported) {
        assertThatThrownBy(() -> workflow.add(
                        new LoopStartVariable3NodeFactory(), savedStart().setting(key, value)))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("The Table Row to Variable Loop Start of the embedded runtime does not support " + found
                        + ", only " + supported + ".");
    }

    @Test
    void variables_that_are_passed_on_from_iteration_to_iteration_are_refused() {
        assertThatThrownBy(() -> workflow.add(
                        new LoopEndVariableNodeFactory(), savedEnd().setting("propagateLoopVariables", "true")))
                .hasMessage("The Variable Loop End of the embedded runtime does not support propagateLoopVariables"
                        + " = true, only false.");
    }
}
