package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.tensor.TensorColumn;

/** Which tables a learner learns from, and what it says of the others. */
class TrainingTableTest extends Learning<LstmLearnerParameters> {
    private static final DataTableSpec SHAPELESS =
            new DataTableSpec(TensorColumn.unknown("sequence"), strings("label", "falling", "rising"));

    TrainingTableTest() {
        super(Orders.parameters());
    }

    @Test
    void rows_with_missing_cells_are_skipped_and_counted() throws Exception {
        var run = execute(table(
                Orders.SPEC,
                Orders.falling(0),
                row(DataType.getMissingCell(), string("rising")),
                row(bytes(Shape.of(2, 1), 1, 2), DataType.getMissingCell()),
                Orders.rising(0)));

        assertThat(run.warning())
                .contains("2 of the training table's 4 rows were skipped because their sequence or label is missing.");
        assertThat(network(run).provenance().trainingSequences()).isEqualTo(2);
    }

    @Test
    void missing_cells_fail_if_asked() {
        parameters.data.missingValues = MissingValues.FAIL;

        assertFails(
                () -> execute(table(
                        Orders.SPEC, Orders.falling(0), row(bytes(Shape.of(2, 1), 1, 2), DataType.getMissingCell()))),
                "Training table, row 'Row1': the cell of column 'label' is missing.",
                "Fill in the value, remove the row, or configure the node to skip rows with missing values.");
    }

    @Test
    void a_table_of_missing_cells_alone_cannot_be_learned_from() {
        assertFails(
                () -> execute(table(Orders.SPEC, row(DataType.getMissingCell(), string("rising")))),
                "All 1 rows of the training table have a missing value in column 'sequence' or 'label'.",
                "Select other columns, or fill in the missing values.");
    }

    @Test
    void an_empty_table_cannot_be_learned_from() {
        assertFails(
                () -> execute(table(Orders.SPEC)),
                "The training table has no rows.",
                "Check the preceding nodes: a filter may be too strict.");
    }

    @Test
    void one_class_only_cannot_be_learned_from() {
        assertFails(
                () -> execute(table(Orders.SPEC, Orders.rising(0), Orders.rising(1))),
                "Label column 'label': all 2 rows have the label 'rising'; at least two classes are required.",
                "Select another label column, or connect rows of at least two classes.");
    }

    @Test
    void a_label_that_training_lacks_is_refused_in_validation() {
        var validation = table(
                new DataTableSpec(Orders.SPEC.getColumnSpec(0), strings("label")),
                Orders.rising(0),
                row(bytes(Shape.of(2, 1), 2, 2), string("level")));

        assertFails(
                () -> execute(Orders.rows(10), validation),
                "Validation table, row 'Row1': label 'level' does not occur in the training table.",
                "Remove such rows, or add rows with this label to the training table.");
    }

    @Test
    void a_pixel_that_is_no_number_is_named() {
        assertFails(
                () -> execute(table(
                        SHAPELESS, Orders.falling(0), row(floats(Shape.of(2, 1), 1, Float.NaN), string("rising")))),
                "Training table, row 'Row1': the value of feature 1 at time step 2 is missing (NaN).",
                "Fill in the value, remove the row, or change how the node handles missing values.");
    }

    @Test
    void lengths_that_contradict_the_spec_are_refused() {
        assertFails(
                () -> execute(
                        table(Orders.SPEC, Orders.falling(0), row(bytes(Shape.of(3, 1), 1, 2, 3), string("rising")))),
                "Training table, row 'Row1' has 3 time steps x 1 feature; it must have 2 time steps x 1 feature, as "
                        + "the column's spec states. Reshape all sequences to the same shape first.");
    }

    @Test
    void different_features_are_refused() {
        assertFails(
                () -> execute(table(
                        SHAPELESS,
                        Orders.falling(0),
                        row(bytes(Shape.of(3, 1), 1, 2, 3), string("rising")),
                        row(bytes(Shape.of(1, 2), 1, 2), string("rising")))),
                "Training table, row 'Row2' has 1 time step x 2 features; it must have 1 or more time steps x 1 "
                        + "feature, as the rows before it have. Reshape all sequences to the same number of features"
                        + " first.");
    }

    @Test
    void a_validation_table_of_other_lengths_fits_only_a_training_table_of_several() {
        assertFails(
                () -> execute(Orders.rows(10), Orders.ofAnyLength(10)),
                "Validation table, row 'Row0' has 1 time step x 1 feature; it must have 2 time steps x 1 feature, as "
                        + "the training table has. Reshape all sequences to the same shape first.");
    }

    @Test
    void tensors_of_another_rank_are_no_sequences() {
        assertFails(
                () -> execute(table(SHAPELESS, row(bytes(Shape.of(2, 1, 1), 1, 2), string("rising")))),
                "Training table, row 'Row0': the tensor has the shape 2 x 1 x 1, but the network reads a "
                        + "sequence of time steps x features.",
                "Put a Sequence Reshaper before this node. The CNN Learner also reads images of rows x columns x "
                        + "channels.");
    }

    @Test
    void a_column_of_images_with_channels_is_refused_before_execution() {
        assertInvalid(
                () -> configure(new DataTableSpec(
                        TensorColumn.of("image", Shape.of(28, 28, 3), ElementType.UNSIGNED_BYTE),
                        Orders.SPEC.getColumnSpec(1))),
                "Sequence column: column 'image' of the training table contains tensors of shape 28 x 28 x 3, "
                        + "but the network reads a sequence of time steps x features.");
    }

    @Test
    void a_validation_table_of_another_shape_is_refused_before_execution() {
        var other = new DataTableSpec(
                TensorColumn.ofSequences("sequence", Optional.of(new SequenceShape(3, 1))),
                Orders.SPEC.getColumnSpec(1));

        assertInvalid(
                () -> configure(Orders.SPEC, other),
                "The sequences of the validation table have 3 time steps x 1 feature, those of the training "
                        + "table 2 time steps x 1 feature.");
    }

    @Test
    void a_table_without_sequences_is_refused() {
        assertInvalid(() -> configure(new DataTableSpec(strings("label"))), "Sequence column: no column is selected.");
    }

    @Test
    void a_table_without_labels_is_refused() {
        assertInvalid(
                () -> configure(new DataTableSpec(Orders.SPEC.getColumnSpec(0))),
                "Label column: the training table has no column of labels.");
    }

    @Test
    void a_validation_table_without_the_columns_is_refused() {
        assertInvalid(
                () -> configure(Orders.SPEC, new DataTableSpec(Orders.SPEC.getColumnSpec(0))),
                "Label column: the validation table has no column 'label'.");
    }

    @Test
    void a_column_of_the_wrong_type_is_named() {
        parameters.data.sequenceColumn = "label";

        assertInvalid(
                () -> configure(Orders.SPEC),
                "Sequence column: column 'label' of the training table is learned as well.");
    }
}
