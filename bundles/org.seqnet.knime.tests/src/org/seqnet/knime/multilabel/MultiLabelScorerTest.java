package org.seqnet.knime.multilabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.multilabel.LabelScores.numbers;
import static org.seqnet.knime.multilabel.LabelScores.set;
import static org.seqnet.knime.multilabel.LabelScores.sets;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.seqnet.engine.metrics.MultiLabelMeasure;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.label.PredictionName;
import org.seqnet.knime.label.SeveralLabelsFormat;

class MultiLabelScorerTest {
    private static final DataTableSpec SPEC = new DataTableSpec(sets("labels"), sets("Prediction (labels)"));

    private final MultiLabelScorerParameters parameters = new MultiLabelScorerParameters();

    /** Three rows: bag and shoe as both, bag as shoe, and none as none. */
    private static BufferedDataTable scored() {
        return table(
                SPEC, row(set("bag", "shoe"), set("shoe", "bag")), row(set("bag"), set("shoe")), row(set(), set()));
    }

    @Test
    void statistics_have_a_row_for_each_measure_with_its_interval() throws Exception {
        var statistics = LabelScoreTables.statistics(evaluate(scored()), Tables.execution());

        assertThat(statistics.getDataTableSpec().getColumnNames())
                .containsExactly("Measure", "Value", "Lower bound (95%)", "Upper bound (95%)");
        assertThat(statistics.getDataTableSpec().equalStructure(LabelScoreTables.statisticsSpec(false)))
                .isTrue();
        assertThat(Tables.keys(statistics))
                .containsExactly(
                        "C-P", "C-R", "C-F1", "O-P", "O-R", "O-F1", "mAP", "mAP@10", "Subset accuracy", "Hamming loss");
        assertThat(Tables.column(statistics, "Measure")).isEqualTo(Tables.keys(statistics));
        // bag: 1 of 1 predicted, 1 of 2 found; shoe: 1 of 2 predicted, 1 of 1 found
        assertThat(Tables.column(statistics, "Value"))
                .containsExactly(
                        "0.75",
                        "0.75",
                        "0.75",
                        Double.toString(2 / 3.0),
                        Double.toString(2 / 3.0),
                        Double.toString(2 / 3.0),
                        "?",
                        "?",
                        Double.toString(2 / 3.0),
                        Double.toString(1 / 3.0));
        assertThat(Tables.column(statistics, "Lower bound (95%)")).contains("0.0", "?");
        assertThat(Tables.column(statistics, "Upper bound (95%)")).contains("1.0", "?");
    }

    @Test
    void labels_have_a_row_each_with_counts_and_figures() throws Exception {
        var labels = LabelScoreTables.labels(evaluate(scored()), Tables.execution());

        assertThat(labels.getDataTableSpec().equalStructure(LabelScoreTables.labelsSpec()))
                .isTrue();
        assertThat(labels.getDataTableSpec().getColumnNames())
                .containsExactly("Actual", "Predicted", "Correct", "Precision", "Recall", "F1", "Average precision");
        assertThat(Tables.keys(labels)).containsExactly("bag", "shoe");
        assertThat(Tables.rows(labels).get(0))
                .extracting(Object::toString)
                .containsExactly("2", "1", "1", "1.0", "0.5", Double.toString(2 / 3.0), "?");
        assertThat(Tables.rows(labels).get(1))
                .extracting(Object::toString)
                .containsExactly("1", "2", "1", "0.5", "1.0", Double.toString(2 / 3.0), "?");
    }

    @Test
    void each_measure_is_a_flow_variable_that_is_nan_where_undefined() throws Exception {
        parameters.flowVariablePrefix = "test ";
        parameters.rankedLabels = 3;
        var evaluation = evaluate(scored());
        var variables = MultiLabelScorerNodeModel.variables(
                parameters, measure -> MultiLabelScorerNodeModel.value(evaluation, measure));

        assertThat(variables.keySet())
                .containsExactly(
                        "test C-P",
                        "test C-R",
                        "test C-F1",
                        "test O-P",
                        "test O-R",
                        "test O-F1",
                        "test mAP",
                        "test mAP@3",
                        "test Subset accuracy",
                        "test Hamming loss");
        assertThat(variables).containsEntry("test O-F1", 2 / 3.0).containsEntry("test mAP", Double.NaN);
    }

    @Test
    void scores_of_the_predictor_rank_rows_and_labels() throws Exception {
        var table = table(
                new DataTableSpec(
                        sets("labels"),
                        numbers("P (labels=bag)"),
                        numbers("P (other=shoe)"),
                        numbers("P (labels=shoe)"),
                        sets("Prediction (labels)")),
                row(set("bag"), new DoubleCell(0.9), new DoubleCell(0), new DoubleCell(0.8), set("bag")),
                row(set("shoe"), new DoubleCell(0.6), new DoubleCell(0), new DoubleCell(0.5), set()),
                row(set("bag", "shoe"), new DoubleCell(0.1), new DoubleCell(0), new DoubleCell(0.2), set()));
        var evaluation = evaluate(table);

        // rows by bag: right, wrong, right: (1 + 2/3) / 2; by shoe: wrong, right, right: (1/2 + 2/3) / 2
        assertThat(value(evaluation, MultiLabelMeasure.MEAN_AVERAGE_PRECISION))
                .isCloseTo((5 / 6.0 + 7 / 12.0) / 2, within(1e-15));
        // labels by row: bag before shoe is right, then wrong, then both are right
        assertThat(value(evaluation, MultiLabelMeasure.MEAN_AVERAGE_PRECISION_AT_K))
                .isCloseTo((1 + 0.5 + 1) / 3, within(1e-15));
        assertThat(Tables.column(LabelScoreTables.labels(evaluation, Tables.execution()), "Average precision"))
                .containsExactly(Double.toString((1 + 2 / 3.0) / 2), Double.toString((1 / 2.0 + 2 / 3.0) / 2));

        parameters.scores = ScoreSource.NONE;
        assertThat(evaluate(table)
                        .score()
                        .overall(MultiLabelMeasure.MEAN_AVERAGE_PRECISION)
                        .value())
                .isEmpty();
    }

    @Test
    void scores_can_be_in_columns_named_like_the_labels() throws Exception {
        parameters.scores = ScoreSource.SELECTED;
        parameters.scoreColumns = new String[] {"shoe", "P (x=bag)"};
        var evaluation = evaluate(table(
                new DataTableSpec(sets("labels"), sets("Prediction (labels)"), numbers("P (x=bag)"), numbers("shoe")),
                row(set("bag"), set(), new DoubleCell(0.1), new DoubleCell(0.2)),
                row(set("shoe"), set(), new DoubleCell(0.2), new DoubleCell(0.3))));

        assertThat(evaluation.rows().labels().names()).containsExactly("shoe", "bag");
        assertThat(value(evaluation, MultiLabelMeasure.MEAN_AVERAGE_PRECISION)).isEqualTo((0.5 + 1) / 2);
    }

    @Test
    void scores_before_a_prediction_are_found_whatever_the_predictor_was_told_to_call_them() {
        var list = ListCell.getCollectionType(DoubleCell.TYPE);
        var spec = new DataTableSpec(
                sets("labels"),
                numbers("P (labels=bag)"),
                numbers("P (labels=hat)"),
                column("Probabilities (labels)", list),
                numbers("P (labels)"),
                sets("Prediction (labels)"),
                numbers("P (labels=bag) path"),
                numbers("P (labels=hat) path (#1)) path"),
                column("Probabilities (labels) path", list),
                numbers("P (labels) path"),
                sets("path"),
                column("Probabilities (labels) short", list),
                numbers("P (labels) short"),
                sets("Prediction (labels) (#1)"),
                numbers("P (labels=cap)"),
                column("Probabilities (labels) (#1)", list),
                numbers("P (labels) (#1)"),
                sets("Prediction (labels) (#2)"));

        assertThat(ScoreColumns.of(spec, "Prediction (labels)").places())
                .containsExactly(entry("bag", 1), entry("hat", 2));
        assertThat(ScoreColumns.of(spec, "path").places()).containsExactly(entry("bag", 6), entry("hat) path (#1)", 7));
        assertThat(ScoreColumns.of(spec, "Prediction (labels) (#1)").places()).isEmpty();
        assertThat(ScoreColumns.of(spec, "Prediction (labels) (#2)").places()).containsExactly(entry("cap", 14));
        assertThat(ScoreColumns.of(spec, "labels").places()).isEmpty();
    }

    @Test
    void a_new_node_reads_0_and_1_if_there_is_no_other_column_of_sets() {
        var booleans = new DataTableSpec(
                column("bag", BooleanCell.TYPE), column("hat", BooleanCell.TYPE), sets("Prediction (labels)"));
        var chosen =
                NodeParametersUtil.createSettings(MultiLabelScorerParameters.class, new DataTableSpec[] {booleans});

        assertThat(chosen.labels).isEqualTo(SeveralLabelsFormat.COLUMNS);
        assertThat(chosen.zeroOneColumns).containsExactly("bag", "hat");
        assertThat(chosen.predictedColumn).isEqualTo("Prediction (labels)");
    }

    @Test
    void label_without_a_score_column_is_ranked_last_and_told() throws Exception {
        var evaluation = evaluate(table(
                new DataTableSpec(sets("labels"), numbers("P (labels=bag)"), sets("Prediction (labels)")),
                row(set("bag", "hat"), new DoubleCell(0.1), set()),
                row(set(), new DoubleCell(0.2), set())));

        // bag: rank 2 of 2; hat: both rows share rank 2
        assertThat(value(evaluation, MultiLabelMeasure.MEAN_AVERAGE_PRECISION)).isEqualTo(0.5);
        assertThat(evaluation.rows().warning())
                .contains("1 label has no score column and is ranked last, for example 'hat'.");
    }

    @Test
    void two_predictions_are_compared_each_with_its_own_scores() throws Exception {
        parameters.compare = true;
        var table = table(
                new DataTableSpec(
                        sets("labels"),
                        numbers("P (labels=bag)"),
                        sets("Prediction (labels)"),
                        numbers("P (labels=bag) (#1)"),
                        sets("Prediction (labels) (#1)")),
                row(set("bag"), new DoubleCell(0.1), set(), new DoubleCell(0.9), set("bag")),
                row(set(), new DoubleCell(0.2), set(), new DoubleCell(0.2), set()),
                row(set("bag"), new DoubleCell(0.3), set("bag"), new DoubleCell(0.3), set("bag")));
        var evaluation = evaluate(table);
        var statistics = LabelScoreTables.statistics(evaluation, Tables.execution());

        assertThat(parameters.predictedColumn).isEqualTo("Prediction (labels) (#1)");
        assertThat(parameters.comparedColumn).isEqualTo("Prediction (labels)");
        assertThat(statistics.getDataTableSpec().equalStructure(LabelScoreTables.statisticsSpec(true)))
                .isTrue();
        assertThat(statistics.getDataTableSpec().getColumnNames())
                .endsWith(
                        "Compared value", "Difference", "Difference lower bound (95%)", "Difference upper bound (95%)");
        // O-F1: 1 against 2 / 3; mAP: 1 against (1 + 2/3) / 2
        assertThat(Tables.column(statistics, "Compared value").get(5)).isEqualTo(Double.toString(2 / 3.0));
        assertThat(Tables.column(statistics, "Difference").get(5)).isEqualTo(Double.toString(1 - 2 / 3.0));
        assertThat(Double.parseDouble(Tables.column(statistics, "Difference").get(6)))
                .isCloseTo(1 / 6.0, within(1e-15));
        assertThat(MultiLabelScorerNodeModel.line(evaluation))
                .isEqualTo("O-F1 1.0000  C-F1 1.0000  subset accuracy 1.0000");
        assertThat(MultiLabelScorerNodeModel.comparisonLine(evaluation))
                .contains("difference (95% interval)  O-F1 0.3333 (0.0000 to 1.0000)  C-F1 0.3333 (0.0000 to 1.0000)"
                        + "  subset accuracy 0.3333 (0.0000 to 1.0000)");
    }

    @Test
    void actual_labels_can_be_columns_of_0_and_1_of_any_kind() throws Exception {
        parameters.labels = SeveralLabelsFormat.COLUMNS;
        parameters.zeroOneColumns = new String[] {"shoe", "bag", "hat", "sock"};
        var evaluation = evaluate(table(
                new DataTableSpec(
                        column("shoe", IntCell.TYPE),
                        column("bag", BooleanCell.TYPE),
                        column("hat", DoubleCell.TYPE),
                        column("sock", LongCell.TYPE),
                        sets("Prediction (labels)")),
                row(new IntCell(1), BooleanCell.TRUE, new DoubleCell(0), new LongCell(0), set("bag", "shoe")),
                row(new IntCell(0), BooleanCell.FALSE, new DoubleCell(1), new LongCell(0), set("hat", "cap"))));

        assertThat(evaluation.rows().labels().names()).containsExactly("shoe", "bag", "hat", "sock", "cap");
        assertThat(value(evaluation, MultiLabelMeasure.OVERALL_PRECISION)).isEqualTo(0.75);
        assertThat(value(evaluation, MultiLabelMeasure.OVERALL_RECALL)).isEqualTo(1);
        assertThat(value(evaluation, MultiLabelMeasure.HAMMING_LOSS)).isEqualTo(1 / 10.0);
    }

    @Test
    void labels_can_be_lists_of_integers_whose_repetitions_count_once() throws Exception {
        var integers = new DataTableSpec(
                column("labels", ListCell.getCollectionType(IntCell.TYPE)),
                column("Prediction (labels)", SetCell.getCollectionType(IntCell.TYPE)));
        var evaluation = evaluate(table(
                integers,
                row(
                        CollectionCellFactory.createListCell(List.of(new IntCell(10), new IntCell(2), new IntCell(10))),
                        CollectionCellFactory.createSetCell(List.of(new IntCell(10))))));

        assertThat(evaluation.rows().labels().names()).containsExactly("2", "10");
        assertThat(value(evaluation, MultiLabelMeasure.OVERALL_RECALL)).isEqualTo(0.5);
    }

    @Test
    void value_other_than_0_and_1_is_named_with_its_row_and_column() {
        parameters.labels = SeveralLabelsFormat.COLUMNS;
        parameters.zeroOneColumns = new String[] {"bag"};
        var spec = new DataTableSpec(column("bag", DoubleCell.TYPE), sets("Prediction (labels)"));

        for (double value : new double[] {2, 0.5, -1, Double.NaN}) {
            assertFails(
                    () -> evaluate(table(spec, row(new DoubleCell(1), set()), row(new DoubleCell(value), set()))),
                    "Input table, row 'Row1': column 'bag' contains " + value + ", but 0 or 1 is required.",
                    "Use 1 if the row has the label and 0 if not, or deselect the column.");
        }
    }

    @Test
    void rows_with_missing_labels_or_scores_are_skipped_and_counted() throws Exception {
        var missing = DataType.getMissingCell();
        var spec = new DataTableSpec(sets("labels"), numbers("P (labels=bag)"), sets("Prediction (labels)"));
        var half = CollectionCellFactory.createSetCell(List.of(missing, Tables.string("bag")));
        var rows = evaluate(table(
                        spec,
                        row(missing, new DoubleCell(0), set()),
                        row(half, new DoubleCell(0), set()),
                        row(set(), missing, set()),
                        row(set(), new DoubleCell(Double.NaN), set()),
                        row(set(), new DoubleCell(0), missing),
                        row(set(), new DoubleCell(0), set())))
                .rows();

        assertThat(rows.skipped()).isEqualTo(5);
        assertThat(rows.actual().size()).isEqualTo(1);
        assertThat(rows.warning()).contains("5 of 6 rows were skipped because labels or scores are missing.");
    }

    @Test
    void rows_with_missing_labels_or_scores_fail_if_asked() {
        parameters.missingValues = MissingValues.FAIL;
        var missing = DataType.getMissingCell();
        var spec = new DataTableSpec(sets("labels"), numbers("P (labels=bag)"), sets("Prediction (labels)"));
        var fill = "Fill in the value, remove the row, or configure the node to skip rows with missing values.";

        assertFails(
                () -> evaluate(table(spec, row(missing, new DoubleCell(0), set()))),
                "Input table, row 'Row0': the cell of column 'labels' is missing.",
                fill);
        assertFails(
                () -> evaluate(table(spec, row(set(), missing, set()))),
                "Input table, row 'Row0': the cell of column 'P (labels=bag)' is missing.",
                fill);
        assertFails(
                () -> evaluate(table(spec, row(set(), new DoubleCell(Double.NaN), set()))),
                "Input table, row 'Row0': the value of column 'P (labels=bag)' is not a number (NaN).",
                fill);
        assertFails(
                () -> evaluate(table(
                        spec, row(set(), new DoubleCell(0), CollectionCellFactory.createSetCell(List.of(missing))))),
                "Input table, row 'Row0': an element of the set or list in column 'Prediction (labels)' is missing.",
                fill);
    }

    @Test
    void missing_cell_of_0_and_1_fails_if_asked() {
        parameters.missingValues = MissingValues.FAIL;
        parameters.labels = SeveralLabelsFormat.COLUMNS;
        parameters.zeroOneColumns = new String[] {"bag", "shoe"};
        var spec = new DataTableSpec(
                column("bag", IntCell.TYPE), column("shoe", IntCell.TYPE), sets("Prediction (labels)"));

        assertFails(
                () -> evaluate(table(spec, row(new IntCell(0), DataType.getMissingCell(), set()))),
                "Input table, row 'Row0': the cell of column 'shoe' is missing.",
                "Fill in the value, remove the row, or configure the node to skip rows with missing values.");
    }

    @Test
    void labels_that_are_written_in_two_ways_are_told() throws Exception {
        var written =
                evaluate(table(SPEC, row(set("1.0", "2.0"), set("1", "2")))).rows();

        assertThat(written.warning())
                .contains("None of the predicted labels occurs among the actual labels; for example, '1' is predicted "
                        + "and '1.0' is actual. Select the column that was learned, or use the same label names as in "
                        + "training.");
        assertThat(evaluate(scored()).rows().warning()).isEmpty();
    }

    @Test
    void table_without_rows_gives_missing_measures() throws Exception {
        var statistics = LabelScoreTables.statistics(evaluate(table(SPEC)), Tables.execution());

        assertThat(Tables.column(statistics, "Value")).hasSize(10).containsOnly("?");
    }

    @Test
    void names_of_predictions_tell_what_was_learned_and_which_columns_were_appended_with_them() {
        assertThat(PredictionName.of("Prediction (a) (#12)")).contains(new PredictionName("a", " (#12)"));
        assertThat(PredictionName.of("Prediction (a (#1))")).contains(new PredictionName("a (#1)", ""));
        assertThat(PredictionName.of("Guess (a)")).isEmpty();
        assertThat(new PredictionName("a", " (#1)").scored("P (a=x=1)) (#1)")).contains("x=1)");
        assertThat(new PredictionName("a", " (#1)").scored("P (a=x)")).isEmpty();
        assertThat(new PredictionName("a", "").scored("P (a=x)")).contains("x");
        assertThat(new PredictionName("a", "").scored("P (a=x) (#1)")).isEmpty();
        assertThat(new PredictionName("a", "").scored("P (b=x)")).isEmpty();
    }

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    private static double value(Evaluation evaluation, MultiLabelMeasure measure) {
        return evaluation.score().overall(measure).value().orElseThrow();
    }

    private Evaluation evaluate(BufferedDataTable table) throws Exception {
        return LabelScores.evaluate(table, parameters);
    }
}
