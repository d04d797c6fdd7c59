package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.column.MissingValues;

/** What learners skip and refuse where rows have any number of labels. */
class SeveralLabelsRefusedTest extends Learning<CnnLearnerParameters> {
    private static final String FILL_IN =
            "Fill in the value, remove the row, or configure the node to skip rows with missing values.";

    SeveralLabelsRefusedTest() {
        super(BarSets.parameters(LabelFormat.COLLECTION));
    }

    private void useColumns() {
        parameters.data.labels = LabelFormat.COLUMNS;
    }

    private static BufferedDataTable withGaps() {
        return table(
                BarSets.SETS,
                row(BarSets.image(1), BarSets.set("lying")),
                row(
                        BarSets.image(2),
                        CollectionCellFactory.createSetCell(
                                List.of(new StringCell("upright"), DataType.getMissingCell()))),
                row(BarSets.image(2), DataType.getMissingCell()),
                row(BarSets.image(0), BarSets.set()));
    }

    @Test
    void rows_with_missing_labels_or_elements_are_skipped_and_counted() throws Exception {
        var run = execute(withGaps());

        assertThat(run.warning())
                .contains("2 of the training table's 4 rows were skipped because their sequence or label is missing.");
        assertThat(network(run).provenance().trainingSequences()).isEqualTo(2);
        assertThat(network(run).labels()).isEqualTo(LabelDomain.of("lying"));
    }

    @Test
    void missing_labels_and_elements_fail_if_asked() {
        parameters.data.missingValues = MissingValues.FAIL;

        assertFails(
                () -> execute(withGaps()),
                "Training table, row 'Row1': an element of the set or list in column 'labels' is missing.",
                FILL_IN);
        assertFails(
                () -> execute(table(BarSets.SETS, row(BarSets.image(1), DataType.getMissingCell()))),
                "Training table, row 'Row0': the cell of column 'labels' is missing.",
                FILL_IN);
        useColumns();
        assertFails(
                () -> execute(
                        table(BarSets.ZERO_ONE, row(BarSets.image(1), new IntCell(1), DataType.getMissingCell()))),
                "Training table, row 'Row0': the cell of column 'upright' is missing.",
                FILL_IN);
    }

    @Test
    void tables_without_a_complete_row_are_refused() {
        var noLabels = table(BarSets.SETS, row(BarSets.image(1), DataType.getMissingCell()));
        assertFails(
                () -> execute(noLabels),
                "All 1 rows of the training table have a missing value in column 'image' or 'labels'.",
                "Select other columns, or fill in the missing values.");
        useColumns();
        var noNumbers = table(BarSets.ZERO_ONE, row(BarSets.image(1), new IntCell(1), DataType.getMissingCell()));
        assertFails(
                () -> execute(noNumbers),
                "All 1 rows of the training table have a missing value in column 'image' or one of the 0/1 columns.",
                "Select other columns, or fill in the missing values.");
    }

    @Test
    void a_value_that_is_neither_0_nor_1_is_refused() {
        useColumns();
        var cure = "Use 1 if the row has the label and 0 if not, or deselect the column.";
        for (double value : new double[] {0.5, 2, -1, Double.NaN, Double.POSITIVE_INFINITY, 1 + 1e-15}) {
            assertFails(
                    () -> execute(table(
                            BarSets.zeroOne(DoubleCell.TYPE),
                            row(BarSets.image(1), new DoubleCell(1), new DoubleCell(-0.0)),
                            row(BarSets.image(2), new DoubleCell(0), new DoubleCell(value)))),
                    "Training table, row 'Row1': column 'upright' contains " + value + ", but 0 or 1 is required.",
                    cure);
        }
        assertFails(
                () -> execute(table(BarSets.ZERO_ONE, row(BarSets.image(1), new IntCell(10), new IntCell(0)))),
                "Training table, row 'Row0': column 'lying' contains 10, but 0 or 1 is required.",
                cure);
    }

    @Test
    void at_least_one_row_has_a_label() throws Exception {
        assertFails(
                () -> execute(table(
                        BarSets.SETS, row(BarSets.image(0), BarSets.set()), row(BarSets.image(0), BarSets.set()))),
                "Collection column 'labels': none of the 2 rows of the training table has a label; at least one label "
                        + "is required.",
                "Select other label columns, or connect rows with labels.");
        useColumns();
        assertFails(
                () -> execute(table(BarSets.ZERO_ONE, row(BarSets.image(0), new IntCell(0), new IntCell(0)))),
                "0/1 columns: none of the 1 rows of the training table has a label; at least one label is required.",
                "Select other label columns, or connect rows with labels.");
    }

    @Test
    void a_label_that_training_lacks_is_refused_in_validation() {
        assertFails(
                () -> execute(
                        BarSets.sets(24),
                        table(
                                BarSets.SETS,
                                row(BarSets.image(0), BarSets.set()),
                                row(BarSets.image(1), BarSets.set("lying", "bent")))),
                "Validation table, row 'Row1': label 'bent' does not occur in the training table.",
                "Remove such rows, or add rows with this label to the training table.");
    }

    @Test
    void collections_of_what_cannot_be_labels_are_refused() {
        parameters.data.collectionColumn = "labels";

        assertInvalid(
                () -> configure(BarSets.spec(ListCell.getCollectionType(DoubleCell.TYPE))),
                "Collection column: the sets or lists in column 'labels' of the training table contain values of the "
                        + "type 'Number (Float)'; labels must be strings, integers or booleans.",
                "Convert the values before they are collected, or select another column in the node's dialog.");
        assertInvalid(
                () -> configure(BarSets.spec(StringCell.TYPE)),
                "Collection column: column 'labels' of the training table has the type 'String', but sets or lists of "
                        + "labels are required.",
                "Select a column of sets or lists of labels in the node's dialog.");
    }

    @Test
    void a_learner_of_classes_is_told_of_sets_where_there_are_no_classes() {
        parameters.data.labels = LabelFormat.CLASS;

        assertInvalid(
                () -> configure(BarSets.SETS),
                "Label column: the training table has no column of classes, but the sets or lists in column 'labels'.",
                "Set \"Task\" to several labels per row to use this column, or connect a table of classes.");
    }

    @Test
    void a_table_without_collections_is_refused() {
        assertInvalid(
                () -> configure(BarSets.ZERO_ONE),
                "Collection column: the training table has no column of sets or lists of labels.",
                "Connect a table that has one.");
    }

    @Test
    void columns_that_are_not_there_or_hold_no_numbers_are_refused() {
        useColumns();
        parameters.data.zeroOneColumns = new String[0];
        assertInvalid(
                () -> configure(BarSets.ZERO_ONE),
                "0/1 columns: no column is selected.",
                "Select the columns that contain 0 or 1 for each label in the node's dialog.");
        parameters.data.zeroOneColumns = new String[] {"lying", "bent"};
        assertInvalid(
                () -> configure(BarSets.ZERO_ONE),
                "0/1 columns: the training table has no column 'bent'.",
                "Select another column in the node's dialog, or connect a table that has this column.");
        parameters.data.zeroOneColumns = new String[] {"lying", "lying"};
        assertInvalid(
                () -> configure(BarSets.ZERO_ONE),
                "0/1 columns: column 'lying' is selected twice.",
                "Specify each column only once in the dialog or the flow variable.");
        parameters.data.zeroOneColumns = new String[] {"image"};
        assertInvalid(
                () -> configure(BarSets.ZERO_ONE),
                "0/1 columns: column 'image' of the training table has the type 'Tensor', but numbers or booleans are "
                        + "required.",
                "Select a column of numbers or booleans in the node's dialog.");
        parameters.data.zeroOneColumns = new String[] {"lying"};
        assertInvalid(
                () -> configure(BarSets.ZERO_ONE, new DataTableSpec(BarSets.images())),
                "0/1 columns: the validation table has no column 'lying'.");
    }

    @Test
    void a_label_that_the_network_to_resume_does_not_know_is_refused() throws Exception {
        var network = execute(BarSets.sets(48)).object(0);

        assertFails(
                () -> execute(table(BarSets.SETS, row(BarSets.image(1), BarSets.set("bent"))), network),
                "Training table, row 'Row0': label 'bent' is not among the labels of the network to resume: "
                        + "[lying, upright].",
                "Remove such rows, or disconnect the network to train a new one.",
                "Or set \"Connected network\" in the dialog to start a new network with its layers.");
    }

    @Test
    void a_network_to_resume_predicts_what_the_table_states() throws Exception {
        var labels = execute(BarSets.sets(48)).object(0);
        parameters.data.labels = LabelFormat.CLASS;
        var texts = BarSets.rows(BarSets.spec(StringCell.TYPE), 48, BarSets::text);
        var classes = execute(texts).object(0);
        var cure = "Change the network settings to match, or disconnect the network to train a new one.";

        var transfer = "Or set \"Connected network\" to \"Transfer\" to start a new network with its layers.";
        var one = "The network to resume predicts independent labels; the settings specify one class per sequence.";
        assertInvalid(() -> configure(texts.getDataTableSpec(), labels.getSpec()), one, cure, transfer);
        assertFails(() -> execute(texts, labels), one, cure, transfer);
        parameters.data.labels = LabelFormat.COLLECTION;
        var several = "The network to resume predicts one class per sequence; the settings specify independent labels.";
        assertInvalid(() -> configure(BarSets.SETS, classes.getSpec()), several, cure, transfer);
        assertFails(() -> execute(BarSets.sets(48), classes), several, cure, transfer);
    }
}
