package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.Reshaped.doubles;
import static org.seqnet.knime.sequence.Reshaped.number;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.Floats;
import org.seqnet.knime.tensor.TensorColumn;

class WindowsTest {
    private static final DataTableSpec SPEC = new DataTableSpec(strings("id"), doubles("x"), strings("label"));

    private final SequenceReshaperParameters parameters = Reshaped.parameters(Input.WINDOWS);

    WindowsTest() {
        parameters.numericColumns = new String[] {"x"};
        parameters.carriedColumns = new String[] {"label"};
        parameters.windowLength = 2;
        parameters.groupColumn = "id";
    }

    @Test
    void windows_slide_over_the_rows_and_take_the_label_of_their_last_row() throws Exception {
        var reshaped =
                Reshaped.execute(parameters, table(SPEC, step("a", 1, "u"), step("a", 2, "v"), step("b", 3, "w")));

        assertThat(reshaped.table().getDataTableSpec().getColumnNames()).containsExactly("label", "sequence");
        assertThat(Tables.keys(reshaped.table())).containsExactly("Row1", "Row2");
        assertThat(Tables.column(reshaped.table(), "label")).containsExactly("v", "w");
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 2);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(2, 3);
        assertThat(TensorColumn.shape(reshaped.table().getDataTableSpec().getColumnSpec("sequence")))
                .contains(Shape.of(2, 1));
    }

    @Test
    void a_stride_leaves_windows_out() throws Exception {
        parameters.windowStride = 2;

        var reshaped = Reshaped.execute(
                parameters, table(SPEC, step("a", 1, "u"), step("a", 2, "v"), step("b", 3, "w"), step("b", 4, "x")));

        assertThat(Tables.keys(reshaped.table())).containsExactly("Row1", "Row3");
    }

    @Test
    void groups_have_windows_of_their_own() throws Exception {
        parameters.withinGroups = true;

        var reshaped = Reshaped.execute(
                parameters, table(SPEC, step("a", 1, "u"), step("b", 2, "v"), step("a", 3, "w"), step("b", 4, "x")));

        assertThat(Tables.column(reshaped.table(), "id")).containsExactly("a", "b");
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 3);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(2, 4);
    }

    @Test
    void no_window_reaches_over_a_missing_value() throws Exception {
        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        step("a", 1, "u"),
                        row(string("a"), DataType.getMissingCell(), string("u")),
                        step("a", 3, "u"),
                        step("a", 4, "u")));

        assertThat(Tables.keys(reshaped.table())).containsExactly("Row3");
        assertThat(reshaped.warning())
                .contains("1 of 4 rows were skipped because at least one of their values " + "is missing.");
    }

    @Test
    void no_window_reaches_over_a_row_without_a_group() throws Exception {
        parameters.withinGroups = true;
        parameters.windowLength = 3;

        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        step("a", 1, "u"),
                        step("a", 2, "u"),
                        row(DataType.getMissingCell(), number(99), string("u")),
                        step("a", 3, "u"),
                        step("a", 4, "u")));

        assertThat(reshaped.table().size()).isZero();
        assertThat(reshaped.warning())
                .contains("1 of 5 rows were skipped because at least one of their values is missing. No window is "
                        + "complete: the table has no 3 consecutive rows without missing values.");
    }

    @Test
    void a_row_without_a_group_may_be_one_of_any_group_a_row_without_a_value_is_one_of_its_own() throws Exception {
        parameters.withinGroups = true;

        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        step("a", 1, "u"),
                        step("b", 2, "u"),
                        step("b", Double.NaN, "u"),
                        step("a", 3, "u"),
                        step("b", 4, "u"),
                        row(DataType.getMissingCell(), number(5), string("u")),
                        step("a", 6, "u"),
                        step("b", 7, "u"),
                        step("b", 8, "u")));

        assertThat(Tables.keys(reshaped.table())).containsExactly("Row3", "Row8");
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 3);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(7, 8);
    }

    @Test
    void a_group_named_like_a_missing_cell_is_a_group() throws Exception {
        parameters.withinGroups = true;

        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        step("?", 1, "u"),
                        row(DataType.getMissingCell(), number(99), string("u")),
                        step("?", 2, "u"),
                        step("?", 3, "u")));

        assertThat(Tables.keys(reshaped.table())).containsExactly("Row3");
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(2, 3);
        assertThat(Tables.column(reshaped.table(), "id")).containsExactly("?");
    }

    @Test
    void a_value_that_is_not_a_number_is_missing() throws Exception {
        var reshaped = Reshaped.execute(
                parameters, table(SPEC, step("a", 1, "u"), step("a", Double.NaN, "u"), step("a", 3, "u")));

        assertThat(reshaped.table().size()).isZero();
        parameters.missingSteps = MissingSteps.FAIL;
        assertFails(
                () -> Reshaped.execute(parameters, table(SPEC, step("a", Double.NaN, "u"))),
                "Row 'Row0': the cell of column 'x' is not a number (NaN).",
                "Fill in the value, remove the row, or configure the node to keep missing values or skip such rows.");
    }

    @Test
    void a_column_to_keep_that_is_named_twice_is_refused() {
        parameters.carriedColumns = new String[] {"label", "label"};

        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC), "Additional columns: column 'label' is selected twice.");
    }

    @Test
    void missing_values_fail_if_asked() {
        parameters.missingSteps = MissingSteps.FAIL;

        assertFails(
                () -> Reshaped.execute(
                        parameters, table(SPEC, row(string("a"), DataType.getMissingCell(), string("u")))),
                "Row 'Row0': the cell of column 'x' is missing.",
                "Fill in the value, remove the row, or configure the node to keep missing values or skip such rows.");
    }

    @Test
    void a_table_shorter_than_a_window_gives_none_and_says_so() throws Exception {
        var reshaped = Reshaped.execute(parameters, table(SPEC, step("a", 1, "u")));

        assertThat(reshaped.table().size()).isZero();
        assertThat(reshaped.warning())
                .contains("No window is complete: the table has no 2 consecutive rows without missing values.");
    }

    @Test
    void an_empty_table_gives_an_empty_table() throws Exception {
        var reshaped = Reshaped.execute(parameters, table(SPEC));

        assertThat(reshaped.table().size()).isZero();
        assertThat(reshaped.warning()).isEmpty();
    }

    @Test
    void windows_of_nothing_are_refused() {
        parameters.windowLength = 0;

        assertInvalid(() -> Reshaped.configure(parameters, SPEC), "Window length: 0 is less than 1.");
    }

    @Test
    void windows_of_more_than_a_sequence_holds_are_refused() {
        parameters.windowLength = Integer.MAX_VALUE;

        assertInvalid(
                () -> Reshaped.configure(parameters, SPEC),
                "Window length: a sequence of 2147483647 time steps x 1 feature is too long; the maximum is "
                        + "2^31 - 9 values per sequence.",
                "Enter a smaller number.");
    }

    private static DataCell[] step(String group, double x, String label) {
        return row(string(group), number(x), string(label));
    }
}
