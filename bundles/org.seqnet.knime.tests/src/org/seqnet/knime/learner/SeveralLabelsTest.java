package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** Learners read any number of labels per row from a collection column or from 0/1 columns. */
class SeveralLabelsTest extends Learning<CnnLearnerParameters> {
    private static final String FILL_IN =
            "Fill in the value, remove the row, or configure the node to skip rows with missing values.";
    private static final LabelDomain LABELS = LabelDomain.of("lying", "upright");

    SeveralLabelsTest() {
        super(BarSets.parameters(LabelFormat.COLLECTION));
    }

    private void useColumns() {
        parameters.data.labels = LabelFormat.COLUMNS;
    }

    @Test
    void all_kinds_of_columns_give_the_same_network() throws Exception {
        var expected = network(execute(BarSets.sets(48)));
        var lists = BarSets.spec(ListCell.getCollectionType(StringCell.TYPE));
        var doubled = BarSets.rows(lists, 48, labels -> {
            var twice = new ArrayList<DataCell>();
            labels.forEach(label -> twice.add(new StringCell(label)));
            labels.forEach(label -> twice.add(new StringCell(label)));
            return CollectionCellFactory.createListCell(twice);
        });

        assertThat(expected.labels()).isEqualTo(LABELS);
        assertThat(network(execute(doubled)).parameters()).isEqualTo(expected.parameters());
        useColumns();
        var columns = List.of(
                BarSets.zeroOne(BarSets.zeroOne(IntCell.TYPE), 48, IntCell::new),
                BarSets.zeroOne(BarSets.zeroOne(LongCell.TYPE), 48, LongCell::new),
                BarSets.zeroOne(BarSets.zeroOne(DoubleCell.TYPE), 48, DoubleCell::new),
                BarSets.zeroOne(BarSets.zeroOne(BooleanCell.TYPE), 48, flag -> BooleanCell.get(flag == 1)));
        for (var table : columns) {
            var network = network(execute(table));
            assertThat(network.labels()).isEqualTo(LABELS);
            assertThat(network.parameters()).isEqualTo(expected.parameters());
        }
    }

    @Test
    void all_learners_learn_several_labels() throws Exception {
        parameters.training.epochs = 30;
        var lstm = LearnerRun.quick(new LstmLearnerParameters(), 0.02);
        lstm.data.labels = LabelFormat.COLLECTION;
        lstm.training.epochs = 40;
        var rnn = LearnerRun.quick(new RnnLearnerParameters(), 0.005);
        rnn.data.labels = LabelFormat.COLLECTION;
        rnn.training.epochs = 40;
        for (var learner : List.of(parameters, lstm, rnn)) {
            var run = LearnerRun.of(learner, BarSets.sets(144), BarSets.sets(48));

            var accuracies = Tables.column(run.table(1), "Validation accuracy");
            assertThat(Double.parseDouble(accuracies.get(accuracies.size() - 1)))
                    .as(network(run).architecture().title())
                    .isGreaterThan(0.95);
            assertThat(network(run).architecture().head()).isInstanceOf(IndependentLabels.class);
        }
    }

    @Test
    void thresholds_are_chosen_on_a_validation_table_and_are_one_half_without() throws Exception {
        var head = (IndependentLabels)
                network(execute(BarSets.sets(48))).architecture().head();
        assertThat(head.thresholds()).containsExactly(0.5f, 0.5f);

        var chosen = (IndependentLabels) network(execute(BarSets.sets(48), BarSets.sets(24)))
                .architecture()
                .head();

        assertThat(chosen.thresholds()).isNotEqualTo(head.thresholds());
    }

    @Test
    void the_spec_tells_the_labels_of_columns_but_not_of_collections() throws Exception {
        var shape = Optional.of(new SequenceShape(6, 6));
        var encoder = Bars.parameters().encoder();

        assertThat(configure(BarSets.SETS).spec(0))
                .contains(new NetworkPortObjectSpec(
                        encoder, HeadKind.INDEPENDENT_LABELS, "labels", shape, Optional.empty()));
        useColumns();
        assertThat(configure(BarSets.ZERO_ONE).spec(0))
                .contains(new NetworkPortObjectSpec(
                        encoder, HeadKind.INDEPENDENT_LABELS, "labels", shape, Optional.of(LABELS)));
        assertThat(execute(BarSets.zeroOne(BarSets.ZERO_ONE, 24, IntCell::new))
                        .object(0)
                        .getSpec())
                .isEqualTo(configure(BarSets.ZERO_ONE).spec(0).orElseThrow());
    }

    @Test
    void the_labels_of_columns_are_in_the_order_of_the_columns() throws Exception {
        useColumns();
        parameters.data.zeroOneColumns = new String[] {"upright", "lying"};

        assertThat(network(execute(BarSets.zeroOne(BarSets.ZERO_ONE, 24, IntCell::new)))
                        .labels()
                        .names())
                .containsExactly("upright", "lying");
    }

    @Test
    void integers_are_in_their_order_and_remain_integers() throws Exception {
        var integers = BarSets.rows(
                BarSets.spec(SetCell.getCollectionType(IntCell.TYPE)),
                24,
                labels -> CollectionCellFactory.createSetCell(labels.stream()
                        .map(label -> new IntCell(label.equals("lying") ? 10 : 9))
                        .toList()));

        assertThat(network(execute(integers)).labels())
                .isEqualTo(new LabelDomain(List.of("9", "10"), LabelType.INTEGER));
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
        var cure = "Use 1 if the sequence has the label and 0 if not, or deselect the column.";
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
    void one_label_that_all_rows_have_is_enough() throws Exception {
        var network = network(execute(table(
                BarSets.SETS,
                row(BarSets.image(1), BarSets.set("lying")),
                row(BarSets.image(5), BarSets.set("lying")))));

        assertThat(network.labels()).isEqualTo(LabelDomain.of("lying"));
        assertThat(network.architecture().head().labels()).isEqualTo(1);
    }

    @Test
    void labels_that_no_training_row_has_are_told() throws Exception {
        useColumns();
        var run = execute(
                table(BarSets.ZERO_ONE, row(BarSets.image(1), new IntCell(1), new IntCell(0))),
                BarSets.zeroOne(BarSets.ZERO_ONE, 4, IntCell::new));

        assertThat(run.warning())
                .contains("1 of the 2 labels do not occur in the training table, so the network cannot learn them: "
                        + "'upright'.");
        assertThat(network(run).labels()).isEqualTo(LABELS);
    }

    @Test
    void a_thousand_labels_are_learned_and_many_absent_ones_are_told_in_a_line() throws Exception {
        useColumns();
        var columns = new ArrayList<DataColumnSpec>();
        columns.add(BarSets.images());
        IntStream.range(0, 1000).forEach(i -> columns.add(BarSets.column("label " + i, BooleanCell.TYPE)));
        var spec = new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
        var rows = new DataCell[8][1001];
        for (int i = 0; i < rows.length; i++) {
            rows[i][0] = BarSets.image(i);
            for (int label = 0; label < 1000; label++) {
                rows[i][label + 1] = BooleanCell.get(label >= 7 && label % 8 == i);
            }
        }
        var chosen = new CnnLearnerParameters(LearnerDialogTest.input(spec));
        assertThat(chosen.data.zeroOneColumns).hasSize(1000);
        parameters.data.zeroOneColumns = chosen.data.zeroOneColumns;

        var run = execute(table(spec, rows));

        assertThat(network(run).labels().size()).isEqualTo(1000);
        parameters.data.labels = LabelFormat.COLLECTION;
        var unknown = table(BarSets.SETS, row(BarSets.image(1), BarSets.set("label 1000")));
        assertThatThrownBy(() -> execute(unknown, run.object(0)))
                .hasMessageStartingWith("Training table, row 'Row0': label 'label 1000' is not among the labels of the "
                        + "network to resume: [label 0, label 1, ")
                .hasMessageEndingWith(", label 98, label 99] and 900 more.");
        assertThat(run.warning())
                .contains("7 of the 1,000 labels do not occur in the training table, so the network cannot learn "
                        + "them: 'label 0', 'label 1', 'label 2', 'label 3', 'label 4' and 2 more.");
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
                "Set \"Labels\" to several labels per row to use this column, or connect a table of classes.");
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
    void two_epochs_and_three_more_give_the_network_of_five_epochs() throws Exception {
        parameters.training.averageWeights = false;
        parameters.training.epochs = 5;
        var atOnce = execute(BarSets.sets(48), BarSets.sets(24));
        parameters.training.epochs = 2;
        var first = execute(BarSets.sets(48), BarSets.sets(24));
        parameters.training.epochs = 3;

        var resumed = execute(BarSets.sets(48), BarSets.sets(24), first.object(0));

        assertThat(network(resumed).parameters()).isEqualTo(network(atOnce).parameters());
        assertThat(network(resumed).architecture()).isEqualTo(network(atOnce).architecture());
        assertThat(Tables.column(resumed.table(1), "Validation loss"))
                .isEqualTo(Tables.column(atOnce.table(1), "Validation loss"));
        assertThat(configure(BarSets.SETS, BarSets.SETS, first.object(0).getSpec())
                        .spec(0))
                .contains(resumed.object(0).getSpec());
    }

    @Test
    void a_network_goes_on_with_its_labels_in_columns() throws Exception {
        var first = execute(BarSets.sets(48));
        useColumns();
        parameters.data.zeroOneColumns = new String[] {"upright"};

        var resumed = execute(BarSets.zeroOne(BarSets.ZERO_ONE, 48, IntCell::new), first.object(0));

        assertThat(network(resumed).labels()).isEqualTo(LABELS);
        assertThat(resumed.warning())
                .contains("1 of the 2 labels do not occur in the training table, so the network cannot learn them: "
                        + "'lying'.");
    }

    @Test
    void a_label_that_the_network_to_resume_does_not_know_is_refused() throws Exception {
        var network = execute(BarSets.sets(48)).object(0);

        assertFails(
                () -> execute(table(BarSets.SETS, row(BarSets.image(1), BarSets.set("bent"))), network),
                "Training table, row 'Row0': label 'bent' is not among the labels of the network to resume: "
                        + "[lying, upright].",
                "Remove such rows, or disconnect the network to train a new one.");
    }

    @Test
    void a_network_to_resume_predicts_what_the_table_states() throws Exception {
        var labels = execute(BarSets.sets(48)).object(0);
        parameters.data.labels = LabelFormat.CLASS;
        var texts = BarSets.rows(BarSets.spec(StringCell.TYPE), 48, BarSets::text);
        var classes = execute(texts).object(0);
        var cure = "Change the network settings to match, or disconnect the network to train a new one.";

        var one = "The network to resume predicts independent labels; the settings specify one class per sequence.";
        assertInvalid(() -> configure(texts.getDataTableSpec(), labels.getSpec()), one, cure);
        assertFails(() -> execute(texts, labels), one, cure);
        parameters.data.labels = LabelFormat.COLLECTION;
        var several = "The network to resume predicts one class per sequence; the settings specify independent labels.";
        assertInvalid(() -> configure(BarSets.SETS, classes.getSpec()), several, cure);
        assertFails(() -> execute(BarSets.sets(48), classes), several, cure);
    }
}
