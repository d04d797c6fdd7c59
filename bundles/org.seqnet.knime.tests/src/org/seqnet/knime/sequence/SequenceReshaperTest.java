package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.sequence.SequenceReshaperParameters.OutputColumn;
import org.seqnet.knime.sequence.StepParameters.Steps;
import org.seqnet.knime.tensor.Floats;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

class SequenceReshaperTest {
    private static final DataTableSpec KNOWN = new DataTableSpec(
            TensorColumn.of("image", Shape.of(2, 3), ElementType.UNSIGNED_BYTE), strings("label", "0", "1"));
    private static final DataTableSpec UNKNOWN = new DataTableSpec(TensorColumn.unknown("image"), strings("label"));

    private final SequenceReshaperParameters parameters = new SequenceReshaperParameters();

    @Test
    void the_spec_tells_steps_and_features_when_the_input_tells_the_shape() throws Exception {
        var run = configure(KNOWN);

        assertThat(run.tableSpec(0).getColumnNames()).containsExactly("image", "label", "sequence");
        assertThat(TensorColumn.shape(run.tableSpec(0).getColumnSpec("sequence")))
                .contains(Shape.of(2, 3));
    }

    @Test
    void columns_as_steps_exchange_steps_and_features() throws Exception {
        parameters.timeSteps = Steps.COLUMNS;

        assertThat(TensorColumn.shape(configure(KNOWN).tableSpec(0).getColumnSpec("sequence")))
                .contains(Shape.of(3, 2));
    }

    @Test
    void sequences_of_unknown_shape_are_marked_as_sequences_all_the_same() throws Exception {
        var column = configure(UNKNOWN).tableSpec(0).getColumnSpec("sequence");

        assertThat(TensorColumn.shape(column)).isEmpty();
        assertThat(TensorColumn.holdsSequences(column)).isTrue();
    }

    @Test
    void the_tensor_column_is_chosen_if_none_is() throws Exception {
        configure(KNOWN);

        assertThat(parameters.tensorColumn).isEqualTo("image");
    }

    @Test
    void rows_as_steps_scale_bytes_to_0_and_1() throws Exception {
        var output = execute(table(KNOWN, row(bytes(Shape.of(2, 3), 0, 51, 102, 153, 204, 255), string("1"))));

        var sequence = tensor(output, 0, "sequence");
        assertThat(sequence.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(sequence.elementType()).isEqualTo(ElementType.UNSIGNED_BYTE);
        assertThat(Floats.of(sequence)).containsExactly(new float[] {0, 0.2f, 0.4f, 0.6f, 0.8f, 1}, offset(1e-6f));
    }

    @Test
    void columns_as_steps_read_a_column_at_a_time() throws Exception {
        parameters.timeSteps = Steps.COLUMNS;
        parameters.scaling = Scale.NONE;

        var output = execute(table(KNOWN, row(bytes(Shape.of(2, 3), 1, 2, 3, 4, 5, 6), string("1"))));

        assertThat(tensor(output, 0, "sequence").shape()).isEqualTo(Shape.of(3, 2));
        assertThat(Floats.of(tensor(output, 0, "sequence"))).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void equal_length_cuts_the_values_row_after_row() throws Exception {
        parameters.timeSteps = Steps.FLATTENED;
        parameters.stepLength = 2;
        parameters.scaling = Scale.NONE;

        var output = execute(table(KNOWN, row(bytes(Shape.of(2, 3), 1, 2, 3, 4, 5, 6), string("1"))));

        assertThat(tensor(output, 0, "sequence").shape()).isEqualTo(Shape.of(3, 2));
        assertThat(Floats.of(tensor(output, 0, "sequence"))).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void a_custom_range_becomes_0_to_1() throws Exception {
        parameters.range = Range.CUSTOM;
        parameters.minimum = -1;
        parameters.maximum = 3;

        var output = execute(table(UNKNOWN, row(floats(Shape.of(1, 3), -1, 1, 3), string("1"))));

        assertThat(Floats.of(tensor(output, 0, "sequence"))).containsExactly(0, 0.5f, 1);
    }

    @Test
    void standardizing_gives_each_tensor_mean_0_and_deviation_1() throws Exception {
        parameters.scaling = Scale.STANDARDIZE;

        var output = execute(table(UNKNOWN, row(floats(Shape.of(2, 1), 2, 6), string("1"))));

        assertThat(Floats.of(tensor(output, 0, "sequence"))).containsExactly(-1, 1);
    }

    @Test
    void standardizing_by_given_figures_uses_them_for_all_tensors() throws Exception {
        parameters.scaling = Scale.STANDARDIZE;
        parameters.figures = Figures.CUSTOM;
        parameters.mean = 10;
        parameters.deviation = 2;

        var output = execute(table(UNKNOWN, row(floats(Shape.of(2, 1), 10, 14), string("1"))));

        assertThat(Floats.of(tensor(output, 0, "sequence"))).containsExactly(0, 2);
    }

    @Test
    void replacing_keeps_name_and_place() throws Exception {
        parameters.output = OutputColumn.REPLACE;
        parameters.timeSteps = Steps.COLUMNS;

        var output = execute(table(KNOWN, row(bytes(Shape.of(2, 3), 1, 2, 3, 4, 5, 6), string("1"))));

        assertThat(output.getDataTableSpec().getColumnNames()).containsExactly("image", "label");
        assertThat(tensor(output, 0, "image").shape()).isEqualTo(Shape.of(3, 2));
    }

    @Test
    void an_appended_column_gets_a_name_that_is_free() throws Exception {
        parameters.newColumn = "label";

        assertThat(configure(KNOWN).tableSpec(0).getColumnNames()).containsExactly("image", "label", "label (#1)");
    }

    @Test
    void missing_tensors_give_missing_sequences_and_are_counted() throws Exception {
        var run = NodeRun.executing(
                parameters,
                table(
                        KNOWN,
                        row(DataType.getMissingCell(), string("1")),
                        row(bytes(Shape.of(2, 3), 1, 2, 3, 4, 5, 6), string("1"))));
        SequenceReshaperNodeFactory.execute(run, run);

        assertThat(Tables.rows(run.table(0)).get(0).getCell(2).isMissing()).isTrue();
        assertThat(run.warning()).contains("1 of 2 rows have no sequence because their tensor is missing.");
    }

    @Test
    void missing_tensors_fail_if_asked() {
        parameters.missingValues = MissingInRow.FAIL;

        assertFails(
                () -> execute(table(KNOWN, row(DataType.getMissingCell(), string("1")))),
                "Row 'Row0': the tensor is missing.",
                "Fill in the value, remove the row, or configure the node to keep missing values.");
    }

    @Test
    void a_tensor_that_cannot_be_cut_into_steps_is_named() {
        parameters.timeSteps = Steps.FLATTENED;
        parameters.stepLength = 4;

        assertFails(
                () -> execute(table(UNKNOWN, row(bytes(Shape.of(2, 3), 1, 2, 3, 4, 5, 6), string("1")))),
                "Row 'Row0': a tensor of shape 2 x 3 has 6 values, which cannot be divided into time steps of "
                        + "4. Use a number of values per time step that divides it.");
    }

    @Test
    void a_shape_that_cannot_be_cut_into_steps_is_refused_before_execution() {
        parameters.timeSteps = Steps.FLATTENED;
        parameters.stepLength = 4;

        assertInvalid(
                () -> configure(KNOWN),
                "Tensor column 'image': a tensor of shape 2 x 3 has 6 values, which cannot be divided into time "
                        + "steps of 4. Use a number of values per time step that divides it.");
    }

    @Test
    void steps_of_nothing_are_refused() {
        parameters.timeSteps = Steps.FLATTENED;
        parameters.stepLength = 0;

        assertInvalid(
                () -> configure(KNOWN), "Values per time step: 0 is less than 1.", "Enter 1 or a greater number.");
    }

    @Test
    void a_table_without_tensors_is_refused() {
        assertInvalid(
                () -> configure(new DataTableSpec(strings("label"))),
                "Tensor column: the input table has no column of tensors.");
    }

    @Test
    void a_column_that_is_not_there_is_named() {
        parameters.tensorColumn = "picture";

        assertInvalid(() -> configure(KNOWN), "Tensor column: the input table has no column 'picture'.");
    }

    @Test
    void a_column_of_another_type_is_named() {
        parameters.tensorColumn = "label";

        assertInvalid(
                () -> configure(KNOWN),
                "Tensor column: column 'label' of the input table has the type 'String', but tensors are required.");
    }

    @Test
    void a_range_that_is_none_is_refused() {
        parameters.range = Range.CUSTOM;
        parameters.minimum = 2;
        parameters.maximum = 2;

        assertInvalid(
                parameters::validate,
                "Cannot scale from 2.0 to 2.0; the minimum must be less than the maximum, and both must be finite.");
    }

    @Test
    void an_empty_column_name_is_refused() {
        parameters.newColumn = " ";

        assertInvalid(parameters::validate, "New column name: the name is empty.");
    }

    @Test
    void an_empty_table_gives_an_empty_table() throws Exception {
        assertThat(execute(table(KNOWN)).size()).isZero();
    }

    private NodeRun configure(DataTableSpec spec) throws Exception {
        var run = NodeRun.configuring(parameters, spec);
        SequenceReshaperNodeFactory.configure(run, run);
        return run;
    }

    private BufferedDataTable execute(BufferedDataTable table) throws Exception {
        var run = NodeRun.executing(parameters, table);
        SequenceReshaperNodeFactory.execute(run, run);
        return run.table(0);
    }

    private static Tensor tensor(BufferedDataTable table, int row, String column) {
        var cell = Tables.rows(table).get(row).getCell(table.getDataTableSpec().findColumnIndex(column));
        return ((TensorValue) cell).tensor();
    }
}
