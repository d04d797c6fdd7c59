package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.label.StepColumn;

/** Labels of rows that are time steps become lists beside the sequences. */
class StepLabelListTest {
    private static final DataTableSpec SPEC = new DataTableSpec(
            strings("machine"),
            new DataColumnSpecCreator("time", IntCell.TYPE).createSpec(),
            new DataColumnSpecCreator("load", DoubleCell.TYPE).createSpec(),
            strings("state"));

    private final SequenceReshaperParameters parameters = new SequenceReshaperParameters();

    StepLabelListTest() {
        parameters.input = Input.LONG_FORMAT;
        parameters.groupColumn = "machine";
        parameters.orderColumn = "time";
        parameters.numericColumns = new String[] {"load"};
        parameters.carriedColumns = new String[] {"state"};
        parameters.missingSteps = MissingSteps.SKIP;
        parameters.scaling = Scale.NONE;
        parameters.collectStepLabels = true;
        parameters.stepLabelColumn = "state";
    }

    private static DataCell[] step(String machine, int time, double load, String state) {
        return row(
                string(machine),
                new IntCell(time),
                Double.isNaN(load) ? DataType.getMissingCell() : new DoubleCell(load),
                state == null ? DataType.getMissingCell() : string(state));
    }

    private BufferedDataTable reshaped(DataCell[]... rows) throws Exception {
        var configured = NodeRun.configuring(parameters, SPEC);
        SequenceReshaperNodeFactory.configure(configured, configured);
        var run = NodeRun.executing(parameters, table(SPEC, rows));
        SequenceReshaperNodeFactory.execute(run, run);
        assertThat(run.table(0).getDataTableSpec().equalStructure(configured.tableSpec(0)))
                .isTrue();
        return run.table(0);
    }

    @Test
    void labels_stand_in_the_order_of_the_steps_and_skipped_rows_have_none() throws Exception {
        var output = reshaped(
                step("a", 3, 0.3, "off"),
                step("b", 1, 1.1, "on"),
                step("a", 1, 0.1, "on"),
                step("a", 2, Double.NaN, "lost"),
                step("a", 4, 0.4, null));

        assertThat(output.getDataTableSpec().getColumnNames()).containsExactly("machine", "sequence", "state");
        assertThat(output.getDataTableSpec().getColumnSpec(2).getType())
                .isEqualTo(ListCell.getCollectionType(StringCell.TYPE));
        assertThat(StepColumn.MARKED.test(output.getDataTableSpec().getColumnSpec(2)))
                .isTrue();
        assertThat(Tables.column(output, "machine")).containsExactlyInAnyOrder("a", "b");
        int a = Tables.column(output, "machine").indexOf("a");
        assertThat(Tables.column(output, "state").get(a)).isEqualTo("[on, off, ?]");
        assertThat(Tables.column(output, "state").get(1 - a)).isEqualTo("[on]");
    }

    @Test
    void a_window_has_the_labels_of_its_rows() throws Exception {
        parameters.input = Input.WINDOWS;
        parameters.windowLength = 2;

        var output = reshaped(
                step("a", 1, 0.1, "on"), step("a", 2, 0.2, null), step("a", 3, 0.3, "off"), step("a", 4, 0.4, "off"));

        assertThat(output.getDataTableSpec().getColumnNames()).containsExactly("sequence", "state");
        assertThat(output.getDataTableSpec().getColumnSpec(1).getType())
                .isEqualTo(ListCell.getCollectionType(StringCell.TYPE));
        assertThat(Tables.keys(output)).containsExactly("Row1", "Row2", "Row3");
        assertThat(Tables.column(output, "state")).containsExactly("[on, ?]", "[?, off]", "[off, off]");
    }

    @Test
    void windows_keep_the_labels_of_each_group_apart_and_begin_anew_behind_a_skipped_row() throws Exception {
        parameters.input = Input.WINDOWS;
        parameters.withinGroups = true;
        parameters.windowLength = 2;
        parameters.windowStride = 2;

        var output = reshaped(
                step("a", 1, 0.1, "a1"),
                step("b", 1, 1.1, "b1"),
                step("a", 2, 0.2, "a2"),
                step("a", 3, 0.3, "a3"),
                step("a", 4, Double.NaN, "lost"),
                step("a", 5, 0.5, "a5"),
                step("b", 2, 1.2, "b2"),
                step("a", 6, 0.6, "a6"));

        assertThat(output.getDataTableSpec().getColumnNames()).containsExactly("machine", "sequence", "state");
        assertThat(Tables.column(output, "machine")).containsExactly("a", "b", "a");
        assertThat(Tables.column(output, "state")).containsExactly("[a1, a2]", "[b1, b2]", "[a5, a6]");
    }

    @Test
    void windows_to_forecast_from_have_no_labels() throws Exception {
        parameters.input = Input.WINDOWS;
        parameters.windowLength = 2;
        parameters.forecast = true;
        parameters.targetColumns = new String[] {"load"};

        var output = reshaped(step("a", 1, 0.1, "on"), step("a", 2, 0.2, "on"), step("a", 3, 0.3, "off"));

        assertThat(output.getDataTableSpec().getColumnNames()).containsExactly("state", "sequence", "Origin", "Target");
    }

    @Test
    void no_list_is_appended_by_default() throws Exception {
        parameters.collectStepLabels = false;

        var output = reshaped(step("a", 1, 0.1, "on"), step("a", 2, 0.2, "on"));

        assertThat(output.getDataTableSpec().getColumnNames()).containsExactly("machine", "state", "sequence");
    }

    @Test
    void a_column_that_is_no_label_is_refused() {
        parameters.stepLabelColumn = "load";

        assertInvalid(
                () -> {
                    var run = NodeRun.configuring(parameters, SPEC);
                    SequenceReshaperNodeFactory.configure(run, run);
                },
                "Step label column: column 'load' of the input table has the type 'Number (Float)'; labels "
                        + "must be strings, integers or booleans.");
    }
}
