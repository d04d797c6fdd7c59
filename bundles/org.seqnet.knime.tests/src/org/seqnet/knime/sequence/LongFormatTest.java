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

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.IntCell;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.Floats;
import org.seqnet.knime.tensor.TensorColumn;

class LongFormatTest {
    static final DataTableSpec SPEC = new DataTableSpec(
            strings("id", "a", "b"), column("t", IntCell.TYPE), doubles("x"), doubles("y"), strings("label", "u", "v"));
    private static final DataCell GAP = DataType.getMissingCell();

    private final SequenceReshaperParameters parameters = parameters();

    static SequenceReshaperParameters parameters() {
        var parameters = Reshaped.parameters(Input.LONG_FORMAT);
        parameters.groupColumn = "id";
        parameters.orderColumn = "t";
        parameters.numericColumns = new String[] {"x", "y"};
        parameters.carriedColumns = new String[] {"label"};
        return parameters;
    }

    @Test
    void each_group_becomes_a_row_in_the_order_of_first_appearance() throws Exception {
        var reshaped = Reshaped.execute(
                parameters, table(SPEC, step("b", 1, 1, 2, "u"), step("b", 2, 3, 4, "u"), step("a", 1, 5, 6, "v")));

        assertThat(reshaped.table().getDataTableSpec().getColumnNames()).containsExactly("id", "label", "sequence");
        assertThat(Tables.keys(reshaped.table())).containsExactly("b", "a");
        assertThat(Tables.column(reshaped.table(), "id")).containsExactly("b", "a");
        assertThat(Tables.column(reshaped.table(), "label")).containsExactly("u", "v");
        assertThat(reshaped.sequence(0).shape()).isEqualTo(Shape.of(2, 2));
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 2, 3, 4);
        assertThat(reshaped.sequence(1).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(5, 6);
        assertThat(reshaped.warning()).isEmpty();
    }

    @Test
    void the_spec_keeps_domains_and_states_no_shape() throws Exception {
        var spec = Reshaped.configure(parameters, SPEC);

        assertThat(spec.getColumnSpec("label")).isEqualTo(SPEC.getColumnSpec("label"));
        assertThat(TensorColumn.shape(spec.getColumnSpec("sequence"))).isEmpty();
        assertThat(TensorColumn.holdsSequences(spec.getColumnSpec("sequence"))).isTrue();
    }

    @Test
    void the_output_has_the_spec_that_configuring_promised() throws Exception {
        var reshaped = Reshaped.execute(parameters, table(SPEC, step("a", 1, 5, 6, "v")));

        assertThat(reshaped.table().getDataTableSpec()).isEqualTo(Reshaped.configure(parameters, SPEC));
    }

    @Test
    void steps_are_sorted_and_ties_keep_the_order_of_the_table() throws Exception {
        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        step("a", 10, 1, 0, "u"),
                        step("a", 9, 2, 0, "u"),
                        step("a", 10, 3, 0, "u"),
                        step("a", 9, 4, 0, "u")));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(2, 0, 4, 0, 1, 0, 3, 0);
    }

    @Test
    void without_sorting_the_order_is_that_of_the_table() throws Exception {
        parameters.sortSteps = false;
        parameters.orderColumn = "";

        var reshaped = Reshaped.execute(parameters, table(SPEC, step("a", 2, 1, 0, "u"), step("a", 1, 2, 0, "u")));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 0, 2, 0);
    }

    @Test
    void a_table_that_is_not_sorted_by_group_is_gathered() throws Exception {
        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        step("b", 1, 1, 0, "u"),
                        step("a", 1, 2, 0, "v"),
                        row(string("b"), new IntCell(2), GAP, number(1), string("u")),
                        step("b", 0, 3, 0, "u"),
                        step("a", 2, 4, 0, "v")));

        assertThat(Tables.keys(reshaped.table())).containsExactly("b", "a");
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(3, 0, 1, 0);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(2, 0, 4, 0);
        assertThat(reshaped.warning())
                .contains("1 of 5 rows were skipped because at least one of their values " + "is missing.");
    }

    @Test
    void gathering_and_streaming_give_the_same_sequences() throws Exception {
        var sorted = new DataCell[200][];
        var mixed = new DataCell[200][];
        for (int i = 0; i < 200; i++) {
            sorted[i] = step("g" + i / 20, i % 20, i, -i, "u");
            int j = i % 10 * 20 + i / 10;
            mixed[i] = step("g" + j / 20, j % 20, j, -j, "u");
        }

        var one = Reshaped.execute(parameters, table(SPEC, sorted)).table();
        var other = Reshaped.execute(parameters, table(SPEC, mixed)).table();

        assertThat(Tables.rows(other)).isEqualTo(Tables.rows(one)).hasSize(10);
    }

    @Test
    void values_that_contradict_each_other_in_a_group_are_named() {
        assertFails(
                () -> Reshaped.execute(parameters, table(SPEC, step("a", 1, 1, 2, "u"), step("a", 2, 3, 4, "v"))),
                "Group 'a': column 'label' contains both 'u' and, in row 'Row1', 'v'; all rows of a "
                        + "group must have the same value.",
                "Correct the row, select another group column, or exclude this column from the output.");
    }

    @Test
    void a_missing_cell_contradicts_nothing() throws Exception {
        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        row(string("a"), new IntCell(1), number(1), number(2), GAP),
                        step("a", 2, 3, 4, "v"),
                        row(string("a"), new IntCell(3), number(5), number(6), GAP)));

        assertThat(Tables.column(reshaped.table(), "label")).containsExactly("v");
        assertThat(reshaped.sequence(0).shape()).isEqualTo(Shape.of(3, 2));
    }

    @Test
    void rows_with_missing_values_are_skipped_and_counted() throws Exception {
        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        row(GAP, new IntCell(1), number(1), number(2), string("u")),
                        row(string("a"), GAP, number(1), number(2), string("u")),
                        row(string("a"), new IntCell(1), number(1), GAP, string("u")),
                        step("a", 2, 3, 4, "u")));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(3, 4);
        assertThat(reshaped.warning())
                .contains("3 of 4 rows were skipped because at least one of their values " + "is missing.");
    }

    @Test
    void rows_with_missing_values_fail_if_asked() {
        parameters.missingSteps = MissingSteps.FAIL;

        assertFails(
                () -> Reshaped.execute(
                        parameters, table(SPEC, row(string("a"), new IntCell(1), number(1), GAP, string("u")))),
                "Row 'Row0': the cell of column 'y' is missing.",
                "Fill in the value, remove the row, or configure the node to keep missing values or skip such rows.");
    }

    @Test
    void each_sequence_is_scaled_by_its_own_figures() throws Exception {
        parameters.numericColumns = new String[] {"x"};
        parameters.scaling = Scale.STANDARDIZE;
        parameters.figures = Figures.EACH_TENSOR;

        var reshaped = Reshaped.execute(parameters, table(SPEC, step("a", 1, 2, 0, "u"), step("a", 2, 6, 0, "u")));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(-1, 1);
    }

    @Test
    void a_value_that_is_not_a_number_is_missing() throws Exception {
        var rows = table(SPEC, step("a", 1, Double.NaN, 0, "u"), step("a", 2, 3, 4, "u"));

        var reshaped = Reshaped.execute(parameters, rows);

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(3, 4);
        assertThat(reshaped.warning())
                .contains("1 of 2 rows were skipped because at least one of their values " + "is missing.");
        parameters.missingSteps = MissingSteps.FAIL;
        assertFails(
                () -> Reshaped.execute(parameters, rows),
                "Row 'Row0': the cell of column 'x' is not a number (NaN).",
                "Fill in the value, remove the row, or configure the node to keep missing values or skip such rows.");
    }

    @Test
    void infinite_values_are_kept() throws Exception {
        parameters.numericColumns = new String[] {"x"};

        var reshaped = Reshaped.execute(parameters, table(SPEC, step("a", 1, Double.NEGATIVE_INFINITY, 0, "u")));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(Float.NEGATIVE_INFINITY);
    }

    @Test
    void a_label_that_stands_on_a_skipped_row_alone_is_kept() throws Exception {
        var rows = table(
                SPEC,
                row(string("a"), new IntCell(1), number(1), number(2), GAP),
                row(string("b"), GAP, number(1), number(2), string("v")),
                row(string("a"), new IntCell(2), GAP, number(4), string("u")),
                row(string("b"), new IntCell(2), number(5), number(6), GAP));

        var reshaped = Reshaped.execute(parameters, rows);

        assertThat(Tables.keys(reshaped.table())).containsExactly("a", "b");
        assertThat(Tables.column(reshaped.table(), "label")).containsExactly("u", "v");
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 2);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(5, 6);
        assertThat(reshaped.warning())
                .contains("2 of 4 rows were skipped because at least one of their values " + "is missing.");
    }

    @Test
    void a_skipped_row_contradicts_as_any_other() {
        assertFails(
                () -> Reshaped.execute(
                        parameters,
                        table(
                                SPEC,
                                step("a", 1, 1, 2, "u"),
                                row(string("a"), new IntCell(2), GAP, number(2), string("v")))),
                "Group 'a': column 'label' contains both 'u' and, in row 'Row1', 'v'; all rows of a "
                        + "group must have the same value.",
                "Correct the row, select another group column, or exclude this column from the output.");
    }

    @Test
    void groups_stand_in_the_order_of_their_first_steps() throws Exception {
        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        step("a", 1, Double.NaN, 0, "u"),
                        step("b", 1, 1, 0, "v"),
                        step("c", 1, Double.NaN, 0, "v"),
                        step("a", 2, 2, 0, "u")));

        assertThat(Tables.keys(reshaped.table())).containsExactly("b", "a");
        assertThat(reshaped.warning())
                .contains("2 of 4 rows were skipped because at least one of their values is missing. 1 group has "
                        + "no sequence: all its rows were skipped.");
    }

    @Test
    void groups_that_are_left_without_a_row_are_counted() throws Exception {
        var reshaped = Reshaped.execute(
                parameters, table(SPEC, step("a", 1, Double.NaN, 0, "u"), step("b", 1, Double.NaN, 0, "v")));

        assertThat(reshaped.table().size()).isZero();
        assertThat(reshaped.warning())
                .contains("2 of 2 rows were skipped because at least one of their values is missing. 2 groups "
                        + "have no sequence: all their rows were skipped.");
    }

    @Test
    void a_group_named_like_a_missing_cell_is_a_group() throws Exception {
        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        step("?", 1, 1, 0, "u"),
                        row(GAP, new IntCell(1), number(9), number(9), string("v")),
                        step("?", 2, 2, 0, "u")));

        assertThat(Tables.keys(reshaped.table())).containsExactly("?");
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 0, 2, 0);
        assertThat(Tables.column(reshaped.table(), "label")).containsExactly("u");
    }

    @Test
    void whole_numbers_tell_groups_apart() throws Exception {
        parameters.groupColumn = "t";
        parameters.sortSteps = false;

        var reshaped = Reshaped.execute(parameters, table(SPEC, step("a", 7, 2, 0, "u"), step("b", 8, 6, 0, "u")));

        assertThat(Tables.keys(reshaped.table())).containsExactly("7", "8");
    }

    @Test
    void the_group_column_is_not_kept_twice() throws Exception {
        parameters.carriedColumns = new String[] {"id", "label"};

        assertThat(Reshaped.configure(parameters, SPEC).getColumnNames()).containsExactly("id", "label", "sequence");
    }

    @Test
    void a_column_to_keep_that_is_named_twice_is_refused() {
        parameters.carriedColumns = new String[] {"label", "label"};

        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC), "Additional columns: column 'label' is selected twice.");
    }

    @Test
    void a_feature_that_is_named_twice_is_refused() {
        parameters.numericColumns = new String[] {"x", "y", "x"};

        assertInvalid(() -> Reshaped.configure(parameters, SPEC), "Numeric columns: column 'x' is selected twice.");
    }

    @Test
    void order_and_features_can_be_kept_too() throws Exception {
        parameters.carriedColumns = new String[] {"t", "x"};
        parameters.newColumn = "t";

        var reshaped = Reshaped.execute(parameters, table(SPEC, step("a", 1, 5, 6, "v")));

        assertThat(reshaped.table().getDataTableSpec().getColumnNames()).containsExactly("id", "t", "x", "t (#1)");
        assertThat(Tables.column(reshaped.table(), "t")).containsExactly("1");
    }

    @Test
    void an_empty_table_gives_an_empty_table() throws Exception {
        assertThat(Reshaped.execute(parameters, table(SPEC)).table().size()).isZero();
    }

    @Test
    void sorting_wants_a_column_to_sort_by() {
        parameters.orderColumn = "";

        assertInvalid(() -> Reshaped.configure(parameters, SPEC), "Order column: no column is selected.");
    }

    @Test
    void a_table_without_groups_is_refused() {
        parameters.groupColumn = "";

        assertInvalid(
                () -> Reshaped.configure(parameters, new DataTableSpec(doubles("x"))),
                "Group column: the input table has no column of strings or integers.");
    }

    @Test
    void a_column_to_keep_that_is_not_there_is_named() {
        parameters.carriedColumns = new String[] {"class"};

        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC),
                "Additional columns: the input table has no column " + "'class'.");
    }

    static DataCell[] step(String group, int time, double x, double y, String label) {
        return row(string(group), new IntCell(time), number(x), number(y), string(label));
    }
}
