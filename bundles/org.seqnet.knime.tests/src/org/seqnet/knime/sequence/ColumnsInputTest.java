package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.Reshaped.column;
import static org.seqnet.knime.sequence.Reshaped.doubles;
import static org.seqnet.knime.sequence.Reshaped.number;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.sequence.SequenceReshaperParameters.OutputColumn;
import org.seqnet.knime.tensor.Floats;
import org.seqnet.knime.tensor.TensorColumn;

class ColumnsInputTest {
    private static final DataTableSpec SPEC = new DataTableSpec(
            doubles("a"), column("b", IntCell.TYPE), strings("label"), column("c", BooleanCell.TYPE), doubles("d"));

    private static final DataTableSpec LAGS =
            new DataTableSpec(doubles("t0"), doubles("t1"), doubles("t2"), doubles("t3"));

    private final SequenceReshaperParameters parameters = Reshaped.parameters(Input.COLUMNS);

    ColumnsInputTest() {
        parameters.numericColumns = new String[] {"d", "a", "b", "c"};
    }

    @Test
    void the_values_of_a_row_are_its_steps_in_the_order_chosen() throws Exception {
        var reshaped = Reshaped.execute(parameters, table(SPEC, cells(number(1.5), new IntCell(2))));

        assertThat(reshaped.table().getDataTableSpec().getColumnNames())
                .containsExactly("a", "b", "label", "c", "d", "sequence");
        assertThat(reshaped.sequence(0).shape()).isEqualTo(Shape.of(4, 1));
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(4, 1.5f, 2, 1);
        assertThat(reshaped.warning()).isEmpty();
    }

    @Test
    void values_are_cut_into_steps_of_several_features() throws Exception {
        parameters.featuresPerStep = 2;

        var sequence = Reshaped.configure(parameters, SPEC).getColumnSpec("sequence");

        assertThat(TensorColumn.shape(sequence)).contains(Shape.of(2, 2));
        assertThat(TensorColumn.holdsSequences(sequence)).isTrue();
    }

    @Test
    void replacing_takes_the_columns_away() throws Exception {
        parameters.output = OutputColumn.REPLACE;
        parameters.newColumn = "a";

        assertThat(Reshaped.configure(parameters, SPEC).getColumnNames()).containsExactly("label", "a");
    }

    @Test
    void replacing_gives_the_sequences_of_the_columns_that_are_gone() throws Exception {
        parameters.output = OutputColumn.REPLACE;

        var reshaped = Reshaped.execute(parameters, table(SPEC, cells(number(1.5), new IntCell(2))));

        assertThat(reshaped.table().getDataTableSpec().getColumnNames()).containsExactly("label", "sequence");
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(4, 1.5f, 2, 1);
    }

    @Test
    void scaling_works_as_for_tensors() throws Exception {
        parameters.numericColumns = new String[] {"a", "d"};
        parameters.scaling = Scale.UNIT_RANGE;
        parameters.range = Range.CUSTOM;
        parameters.maximum = 8;

        var reshaped = Reshaped.execute(parameters, table(SPEC, cells(number(2), new IntCell(2))));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(0.25f, 0.5f);
    }

    @Test
    void a_range_of_the_element_type_is_refused_for_numbers() {
        parameters.scaling = Scale.UNIT_RANGE;

        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC),
                "Scaling: 0 to 1 by element type works only for images and tensors.");
    }

    @Test
    void a_missing_value_gives_a_missing_sequence_and_is_counted() throws Exception {
        var reshaped = Reshaped.execute(parameters, table(SPEC, cells(DataType.getMissingCell(), new IntCell(2))));

        assertThat(Tables.column(reshaped.table(), "sequence")).containsExactly("?");
        assertThat(reshaped.warning())
                .contains("1 of 1 rows have no sequence because at least one of their " + "values is missing.");
    }

    @Test
    void a_missing_value_fails_if_asked() {
        parameters.missingValues = MissingInRow.FAIL;

        assertFails(
                () -> Reshaped.execute(parameters, table(SPEC, cells(number(1), DataType.getMissingCell()))),
                "Row 'Row0': the cell of column 'b' is missing.",
                "Fill in the value, remove the row, or configure the node to keep missing values.");
    }

    @Test
    void a_column_that_is_named_twice_is_refused() {
        parameters.numericColumns = new String[] {"a", "a"};

        assertInvalid(() -> Reshaped.configure(parameters, SPEC), "Numeric columns: column 'a' is selected twice.");
    }

    @Test
    void a_value_that_is_not_a_number_is_missing() throws Exception {
        parameters.numericColumns = new String[] {"a"};
        var rows = table(SPEC, cells(number(Double.NaN), new IntCell(2)));

        var reshaped = Reshaped.execute(parameters, rows);

        assertThat(Tables.column(reshaped.table(), "sequence")).containsExactly("?");
        assertThat(reshaped.warning())
                .contains("1 of 1 rows have no sequence because at least one of their " + "values is missing.");
        parameters.missingValues = MissingInRow.FAIL;
        assertFails(
                () -> Reshaped.execute(parameters, rows),
                "Row 'Row0': the cell of column 'a' is not a number (NaN).",
                "Fill in the value, remove the row, or configure the node to keep missing values.");
    }

    @Test
    void missing_values_at_the_end_can_end_the_sequence() throws Exception {
        parameters.numericColumns = new String[] {"t0", "t1", "t2", "t3"};
        parameters.endAtMissing = true;

        var reshaped = Reshaped.execute(
                parameters,
                table(
                        LAGS,
                        lags(1, 2, 3, 4),
                        lags(1, 2, 3),
                        lags(1, 2),
                        lags(1, 2, 3, Double.NaN),
                        lags(),
                        row(number(1), DataType.getMissingCell(), number(3), DataType.getMissingCell())));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 2, 3, 4);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(1, 2, 3);
        assertThat(Floats.of(reshaped.sequence(2))).containsExactly(1, 2);
        assertThat(reshaped.sequence(3).shape()).isEqualTo(Shape.of(3, 1));
        assertThat(Tables.column(reshaped.table(), "sequence").subList(4, 6)).containsExactly("?", "?");
        assertThat(reshaped.warning())
                .contains("2 of 6 rows have no sequence because at least one of their " + "values is missing.");
        assertThat(TensorColumn.shape(Reshaped.configure(parameters, LAGS).getColumnSpec("sequence")))
                .isEmpty();
    }

    @Test
    void a_last_step_of_which_a_part_is_missing_is_a_gap() {
        parameters.numericColumns = new String[] {"t0", "t1", "t2", "t3"};
        parameters.featuresPerStep = 2;
        parameters.endAtMissing = true;
        parameters.missingValues = MissingInRow.FAIL;

        assertFails(
                () -> Reshaped.execute(parameters, table(LAGS, lags(1, 2), lags(1, 2, 3))),
                "Row 'Row1': the cell of column 't3' is missing, but not all of its time step.",
                "Fill in the value, remove the row, or configure the node to keep missing values.");
        assertFails(
                () -> Reshaped.execute(parameters, table(LAGS, lags())),
                "Row 'Row0': the cell of column 't0' is missing.",
                "Fill in the value, remove the row, or configure the node to keep missing values.");
    }

    @Test
    void lag_columns_can_stand_variable_by_variable() throws Exception {
        parameters.numericColumns = new String[] {"t0", "t1", "t2", "t3"};
        parameters.featuresPerStep = 2;
        parameters.valueOrder = ValueOrder.BY_VARIABLE;
        parameters.endAtMissing = true;

        var reshaped =
                Reshaped.execute(parameters, table(LAGS, lags(1, 2, 10, 20), lags(1, Double.NaN, 10), lags(1, 2, 10)));

        assertThat(reshaped.sequence(0).shape()).isEqualTo(Shape.of(2, 2));
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 10, 2, 20);
        assertThat(reshaped.sequence(1).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(1, 10);
        assertThat(Tables.column(reshaped.table(), "sequence").get(2)).isEqualTo("?");
    }

    @Test
    void variable_by_variable_without_gaps_the_spec_tells_the_shape() throws Exception {
        parameters.featuresPerStep = 2;
        parameters.valueOrder = ValueOrder.BY_VARIABLE;

        assertThat(TensorColumn.shape(Reshaped.configure(parameters, SPEC).getColumnSpec("sequence")))
                .contains(Shape.of(2, 2));
    }

    @Test
    void columns_that_cannot_be_cut_into_steps_are_refused() {
        parameters.featuresPerStep = 3;

        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC),
                "Features per time step: 4 numeric columns cannot be split into time steps of 3.");
    }

    @Test
    void steps_of_nothing_are_refused() {
        parameters.featuresPerStep = 0;

        assertInvalid(() -> Reshaped.configure(parameters, SPEC), "Features per time step: 0 is less than 1.");
    }

    @Test
    void no_columns_are_refused() {
        parameters.numericColumns = new String[0];

        assertInvalid(() -> Reshaped.configure(parameters, SPEC), "Numeric columns: no column is selected.");
    }

    @Test
    void a_column_of_another_type_is_named() {
        parameters.numericColumns = new String[] {"a", "label"};

        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC),
                "Numeric columns: column 'label' of the input table has the type 'String', but numbers are required.");
    }

    @Test
    void a_column_that_is_not_there_is_named() {
        parameters.numericColumns = new String[] {"a", "e"};

        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC), "Numeric columns: the input table has no column 'e'.");
    }

    @Test
    void a_table_without_columns_is_refused() {
        assertInvalid(
                () -> Reshaped.configure(parameters, new DataTableSpec()),
                "Numeric columns: the input table has no column 'd'.");
    }

    @Test
    void an_empty_table_gives_an_empty_table() throws Exception {
        assertThat(Reshaped.execute(parameters, table(SPEC)).table().size()).isZero();
    }

    @Test
    void a_new_node_chooses_all_numeric_columns_but_the_label() {
        var fresh = NodeParametersUtil.createSettings(SequenceReshaperParameters.class, new PortObjectSpec[] {SPEC});

        assertThat(fresh.numericColumns).containsExactly("a", "b", "d");
        assertThat(fresh.groupColumn).isEmpty();
        assertThat(fresh.input).isEqualTo(Input.COLUMNS);
    }

    /** Returns a row of these values; those behind them are missing. */
    private static DataCell[] lags(double... values) {
        var cells = new DataCell[LAGS.getNumColumns()];
        Arrays.setAll(cells, i -> i < values.length ? number(values[i]) : DataType.getMissingCell());
        return cells;
    }

    private static DataCell[] cells(DataCell a, DataCell b) {
        return row(a, b, string("x"), BooleanCell.TRUE, number(4));
    }
}
