package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.Reshaped.column;
import static org.seqnet.knime.sequence.Reshaped.number;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.sequence.SequenceReshaperParameters.OutputColumn;
import org.seqnet.knime.tensor.Floats;
import org.seqnet.knime.tensor.TensorColumn;

class ListInputTest {
    private static final DataTableSpec SPEC =
            new DataTableSpec(column("signal", ListCell.getCollectionType(DoubleCell.TYPE)));
    private static final DataTableSpec VECTORS = new DataTableSpec(column("vector", DoubleVectorCellFactory.TYPE));

    private final SequenceReshaperParameters parameters = Reshaped.parameters(Input.LISTS);

    @Test
    void lists_become_sequences_of_their_own_length() throws Exception {
        parameters.featuresPerStep = 2;

        var reshaped = Reshaped.execute(parameters, table(SPEC, row(list(1, 2, 3, 4)), row(list(5, 6))));

        assertThat(reshaped.sequence(0).shape()).isEqualTo(Shape.of(2, 2));
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 2, 3, 4);
        assertThat(reshaped.sequence(1).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(5, 6);
    }

    @Test
    void vectors_become_sequences_too() throws Exception {
        var reshaped = Reshaped.execute(parameters, table(VECTORS, row(vector(1, 2.5, 3))));

        assertThat(reshaped.sequence(0).shape()).isEqualTo(Shape.of(3, 1));
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 2.5f, 3);
    }

    @Test
    void the_spec_states_no_shape() throws Exception {
        var sequence = Reshaped.configure(parameters, SPEC).getColumnSpec("sequence");

        assertThat(TensorColumn.shape(sequence)).isEmpty();
        assertThat(TensorColumn.holdsSequences(sequence)).isTrue();
    }

    @Test
    void replacing_keeps_name_and_place() throws Exception {
        parameters.output = OutputColumn.REPLACE;

        assertThat(Reshaped.configure(parameters, SPEC).getColumnNames()).containsExactly("signal");
    }

    @Test
    void missing_lists_and_missing_numbers_give_missing_sequences() throws Exception {
        var reshaped =
                Reshaped.execute(parameters, table(SPEC, row(DataType.getMissingCell()), row(withGap()), row(list(1))));

        assertThat(Tables.column(reshaped.table(), "sequence")).containsExactly("?", "?", "1 x 1 float [1]");
        assertThat(reshaped.warning())
                .contains("2 of 3 rows have no sequence because their list or a number in it is missing.");
    }

    @Test
    void a_missing_number_fails_if_asked() {
        parameters.missingValues = MissingInRow.FAIL;

        assertFails(
                () -> Reshaped.execute(parameters, table(SPEC, row(withGap()))),
                "Row 'Row0': number 2 of the list is missing.",
                "Fill in the value, remove the row, or configure the node to keep missing values.");
    }

    @Test
    void numbers_that_are_not_numbers_are_missing() throws Exception {
        parameters.missingValues = MissingInRow.FAIL;
        var advice = "Fill in the value, remove the row, or configure the node to keep missing values.";

        assertFails(
                () -> Reshaped.execute(parameters, table(SPEC, row(list(1, Double.NaN)))),
                "Row 'Row0': number 2 of the list is not a number (NaN).",
                advice);
        parameters.listColumn = "vector";
        assertFails(
                () -> Reshaped.execute(parameters, table(VECTORS, row(vector(Double.NaN, 1)))),
                "Row 'Row0': number 1 of the list is not a number (NaN).",
                advice);
        parameters.missingValues = MissingInRow.KEEP;
        assertThat(Tables.column(
                        Reshaped.execute(parameters, table(VECTORS, row(vector(Double.NaN, 1))))
                                .table(),
                        "sequence"))
                .containsExactly("?");
    }

    @Test
    void missing_numbers_at_the_end_can_end_the_sequence() throws Exception {
        parameters.endAtMissing = true;
        parameters.featuresPerStep = 2;

        var reshaped = Reshaped.execute(
                parameters,
                table(
                        SPEC,
                        row(list(1, 2, 3, 4, Double.NaN, Double.NaN)),
                        row(list(1, 2, Double.NaN)),
                        row(list(Double.NaN, Double.NaN)),
                        row(list(1, 2, 3, Double.NaN))));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 2, 3, 4);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(1, 2);
        assertThat(Tables.column(reshaped.table(), "sequence").subList(2, 4)).containsOnly("?");
        parameters.missingValues = MissingInRow.FAIL;
        assertFails(
                () -> Reshaped.execute(parameters, table(SPEC, row(list(1, 2, 3, Double.NaN)))),
                "Row 'Row0': number 4 of the list is not a number (NaN), but not all of its time step.",
                "Fill in the value, remove the row, or configure the node to keep missing values.");
        parameters.listColumn = "vector";
        assertFails(
                () -> Reshaped.execute(parameters, table(VECTORS, row(vector()))),
                "Row 'Row0': the list is empty.",
                "Fill in the value, remove the row, or configure the node to keep missing values.");
    }

    @Test
    void lists_can_stand_variable_by_variable() throws Exception {
        parameters.featuresPerStep = 3;
        parameters.valueOrder = ValueOrder.BY_VARIABLE;

        var reshaped =
                Reshaped.execute(parameters, table(SPEC, row(list(1, 2, 10, 20, 100, 200)), row(list(1, 10, 100))));

        assertThat(reshaped.sequence(0).shape()).isEqualTo(Shape.of(2, 3));
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(1, 10, 100, 2, 20, 200);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(1, 10, 100);
        assertFails(
                () -> Reshaped.execute(parameters, table(SPEC, row(list(1, 2, 3, 4)))),
                "Row 'Row0': the list has 4 numbers, which cannot be divided into time steps of 3. Use a number "
                        + "of values per time step that divides it.");
    }

    @Test
    void a_list_that_cannot_be_cut_into_steps_is_named() {
        parameters.featuresPerStep = 2;

        assertFails(
                () -> Reshaped.execute(parameters, table(SPEC, row(list(1, 2)), row(list(1, 2, 3)))),
                "Row 'Row1': the list has 3 numbers, which cannot be divided into time steps of 2. Use a number "
                        + "of values per time step that divides it.");
    }

    @Test
    void an_empty_list_is_named() {
        assertFails(
                () -> Reshaped.execute(parameters, table(VECTORS, row(vector()))),
                "Row 'Row0': the list is empty; a sequence must have at least one time step. Remove such rows "
                        + "first.");
    }

    @Test
    void lists_of_strings_are_refused() {
        parameters.listColumn = "words";
        var words = new DataTableSpec(column("words", ListCell.getCollectionType(StringCell.TYPE)));

        assertInvalid(
                () -> Reshaped.configure(parameters, words),
                "List column: the lists in column 'words' of the input table contain values of the type "
                        + "'String', but numbers are required.");
    }

    @Test
    void a_table_without_lists_is_refused() {
        assertInvalid(
                () -> Reshaped.configure(parameters, new DataTableSpec(strings("label"))),
                "List column: the input table has no column of lists of numbers.");
    }

    private static DataCell list(double... numbers) {
        return CollectionCellFactory.createListCell(
                Arrays.stream(numbers).mapToObj(Reshaped::number).toList());
    }

    private static DataCell withGap() {
        return CollectionCellFactory.createListCell(List.of(number(1), DataType.getMissingCell()));
    }

    private static DataCell vector(double... numbers) {
        DataCell cell = DoubleVectorCellFactory.createCell(numbers);
        return cell;
    }
}
