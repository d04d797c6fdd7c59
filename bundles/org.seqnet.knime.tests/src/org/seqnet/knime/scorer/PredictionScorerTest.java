package org.seqnet.knime.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.metrics.ConfusionMatrix;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingValues;

class PredictionScorerTest {
    private static final DataTableSpec SPEC =
            new DataTableSpec(strings("label", "a", "b", "c"), strings("Prediction (label)", "a", "b", "c"));

    private static final ProbabilityChoice NO_PROBABILITIES =
            new ProbabilityChoice(ProbabilitySource.NONE, new String[0]);

    private final PredictionScorerParameters parameters = new PredictionScorerParameters();

    @Test
    void the_matrix_has_actual_classes_as_rows_and_predicted_ones_as_columns() throws Exception {
        var matrix = ScoreTables.confusionMatrix(count(scored()), Tables.execution());

        assertThat(matrix.getDataTableSpec().getColumnNames()).containsExactly("a", "b", "c");
        assertThat(matrix.getDataTableSpec().getColumnSpec(0).getType()).isEqualTo(IntCell.TYPE);
        assertThat(Tables.keys(matrix)).containsExactly("a", "b", "c");
        assertThat(Tables.column(matrix, "a")).containsExactly("2", "0", "1");
        assertThat(Tables.column(matrix, "b")).containsExactly("1", "1", "0");
        assertThat(Tables.column(matrix, "c")).containsExactly("0", "0", "0");
    }

    @Test
    void sets_of_labels_lead_to_another_scorer() {
        var sets = SetCell.getCollectionType(StringCell.TYPE);
        var spec = new DataTableSpec(
                strings("file"),
                new DataColumnSpecCreator("objects", sets).createSpec(),
                new DataColumnSpecCreator("Prediction (objects)", sets).createSpec());

        assertInvalid(
                () -> ScoredColumns.of(spec, parameters),
                "Actual values: column 'objects' contains several labels per row; the Prediction Scorer requires one "
                        + "class per row.",
                "Use a Multi-Label Scorer, or select another column.");
        parameters.actualColumn = "file";
        assertInvalid(
                () -> ScoredColumns.of(spec, parameters),
                "Predicted values: column 'Prediction (objects)' contains several labels per row; the Prediction "
                        + "Scorer requires one class per row.",
                "Use a Multi-Label Scorer, or select another column.");
    }

    @Test
    void the_statistics_have_the_columns_and_types_of_knimes_scorer() throws Exception {
        var statistics = ScoreTables.statistics(count(scored()), Tables.execution());

        assertThat(statistics.getDataTableSpec().getColumnNames())
                .containsExactly(
                        "TruePositives",
                        "FalsePositives",
                        "TrueNegatives",
                        "FalseNegatives",
                        "Recall",
                        "Precision",
                        "Sensitivity",
                        "Specificity",
                        "F-measure",
                        "Accuracy",
                        "Cohen's kappa");
        assertThat(IntStream.range(0, 11)
                        .mapToObj(i ->
                                statistics.getDataTableSpec().getColumnSpec(i).getType()))
                .startsWith(IntCell.TYPE, IntCell.TYPE, IntCell.TYPE, IntCell.TYPE, DoubleCell.TYPE)
                .endsWith(DoubleCell.TYPE);
        assertThat(Tables.keys(statistics)).containsExactly("a", "b", "c", "Overall");
    }

    @Test
    void the_statistics_are_those_of_knimes_scorer() throws Exception {
        var statistics = ScoreTables.statistics(count(scored()), Tables.execution());

        // a: 2 found, 1 lost to b, 1 c taken for it; b: 1 found, 1 a taken for it; c: never predicted
        assertThat(cells(statistics, 0)).containsExactly(figures(2, 1, 1, 1, 2 / 3., 2 / 3., 2 / 3., 0.5, 2 / 3.));
        assertThat(cells(statistics, 1)).containsExactly(figures(1, 1, 3, 0, 1, 0.5, 1, 0.75, 2 / 3.));
        assertThat(Tables.rows(statistics).get(2).getCell(5).isMissing()).isTrue();
        assertThat(Tables.rows(statistics).get(2).getCell(8).isMissing()).isTrue();
        var overall = Tables.rows(statistics).get(3);
        assertThat(IntStream.range(0, 9).allMatch(i -> overall.getCell(i).isMissing()))
                .isTrue();
        assertThat(overall.getCell(9)).isEqualTo(new DoubleCell(0.6));
        assertThat(((DoubleCell) overall.getCell(10)).getDoubleValue())
                .isCloseTo((0.6 - 0.44) / (1 - 0.44), offset(1e-12));
    }

    @Test
    void classes_of_both_columns_come_first_then_actual_ones_then_predicted_ones() throws Exception {
        var spec = new DataTableSpec(strings("label", "x", "b", "a"), strings("Prediction (label)", "y", "a", "b"));

        assertThat(count(table(spec)).domain().names()).containsExactly("b", "a", "x", "y");
    }

    @Test
    void classes_without_a_domain_are_found_in_the_data() throws Exception {
        var spec = new DataTableSpec(strings("label"), strings("Prediction (label)"));
        parameters.actualColumn = "label";
        parameters.predictedColumn = "Prediction (label)";

        // KNIME's containers find domains themselves; a column beyond their limit has none
        var columns = new ScoredColumns(spec, 0, 1, NO_PROBABILITIES, MissingValues.SKIP);
        var matrix = columns.count(scored(), Tables.execution()).matrix();

        assertThat(matrix.domain().names()).containsExactly("a", "b", "c");
        assertThat(matrix.correct()).isEqualTo(3);
    }

    @Test
    void a_class_that_the_specs_forget_is_found_in_the_data() throws Exception {
        var forgetful = new DataTableSpec(strings("label", "a", "b"), strings("Prediction (label)", "a", "b"));
        var columns = new ScoredColumns(forgetful, 0, 1, NO_PROBABILITIES, MissingValues.SKIP);

        var matrix = columns.count(scored(), Tables.execution()).matrix();

        assertThat(matrix.domain().names()).containsExactly("a", "b", "c");
        assertThat(matrix.total()).isEqualTo(5);
    }

    @Test
    void a_class_called_overall_does_not_clash_with_the_last_row() throws Exception {
        var spec = new DataTableSpec(strings("label", "Overall", "b"), strings("Prediction (label)", "Overall", "b"));

        assertThat(Tables.keys(ScoreTables.statistics(count(table(spec)), Tables.execution())))
                .containsExactly("Overall", "b", "Overall (#1)");
    }

    @Test
    void labels_that_differ_in_blanks_alone_have_a_column_each() throws Exception {
        var labels = List.of("a", " a", "a ", "", " ", "?");
        var spec = new DataTableSpec(strings("label"), strings("Prediction (label)"));
        var rows =
                labels.stream().map(label -> row(string(label), string(label))).toArray(DataCell[][]::new);

        var matrix = ScoreTables.confusionMatrix(count(table(spec, rows)), Tables.execution());

        assertThat(matrix.getDataTableSpec().getColumnNames())
                .containsExactly("a", "a (#1)", "a (#2)", "<empty>", "<empty> (#1)", "?");
        assertThat(Tables.keys(matrix)).isEqualTo(labels);
        assertThat(Tables.column(matrix, "a (#2)")).containsExactly("0", "0", "1", "0", "0", "0");
    }

    @Test
    void a_class_that_looks_like_a_missing_cell_is_a_class_and_a_missing_cell_is_none() throws Exception {
        var spec = new DataTableSpec(strings("label"), strings("Prediction (label)"));

        var score = score(table(
                spec,
                row(string("?"), string("?")),
                row(string("?"), DataType.getMissingCell()),
                row(DataType.getMissingCell(), string("?"))));

        assertThat(score.matrix().domain().names()).containsExactly("?");
        assertThat(score.matrix().correct()).isEqualTo(1);
        assertThat(score.skipped()).isEqualTo(2);
    }

    @Test
    void a_kappa_of_chance_has_no_sign_wherever_it_is_shown() throws Exception {
        var spec = new DataTableSpec(strings("label", "a", "b"), strings("Prediction (label)", "a", "b"));
        // as good as chance: two thirds of each class are taken for a; in shares, kappa is -8.7e-17
        var rows = IntStream.range(0, 36)
                .mapToObj(i -> row(string(i < 3 ? "a" : "b"), string(i % 3 < 2 ? "a" : "b")))
                .toArray(DataCell[][]::new);
        var score = score(table(spec, rows));

        assertThat(Scores.view(table(spec, rows))).contains("\"kappa\":0.0,");
        assertThat(PredictionScorerNodeModel.line(score.matrix()))
                .isEqualTo("accuracy 0.3611  error 0.6389  13 correct  23 false  Cohen's kappa 0.0000");
        assertThat(Tables.column(ScoreTables.statistics(score.matrix(), Tables.execution()), "Cohen's kappa"))
                .containsExactly("?", "?", "0.0");
    }

    @Test
    void a_small_negative_kappa_is_rounded_to_0_without_a_sign() {
        // 25,000 * 25,000 - 24,999 * 25,001 = 1: kappa is -2 / (100,000 * 100,000 / 2)
        var counter = ConfusionMatrix.counting(LabelDomain.of("a", "b"));
        add(counter, 0, 0, 24_999);
        add(counter, 0, 1, 25_000);
        add(counter, 1, 0, 25_001);
        add(counter, 1, 1, 25_000);
        var matrix = counter.matrix();

        assertThat(matrix.cohensKappa().getAsDouble()).isNegative().isGreaterThan(-0.00005);
        assertThat(PredictionScorerNodeModel.line(matrix))
                .isEqualTo("accuracy 0.5000  error 0.5000  49,999 correct  50,001 false  Cohen's kappa 0.0000");
    }

    private static void add(ConfusionMatrix.Counter counter, int actual, int predicted, int times) {
        for (int i = 0; i < times; i++) {
            counter.add(actual, predicted);
        }
    }

    @Test
    void a_column_of_decimal_numbers_is_refused_before_execution_with_the_cure() {
        var spec = new DataTableSpec(
                new DataColumnSpecCreator("label", DoubleCell.TYPE).createSpec(), strings("Prediction (label)"));
        parameters.actualColumn = "label";

        assertInvalid(
                () -> ScoredColumns.of(spec, parameters),
                "Actual values: column 'label' of the input table has the type 'Number (Float)'; "
                        + "labels must be strings, integers or booleans.",
                "Convert the column to integers with a Double to Integer node, or to strings with a Number to String "
                        + "node.",
                "Or select another column in the node's dialog.");
    }

    @Test
    void the_prediction_and_the_column_that_it_predicts_are_chosen() {
        parameters.chooseColumns(new DataTableSpec(
                strings("other"), strings("label"), strings("Prediction (other)"), strings("Prediction (label)")));

        assertThat(parameters.actualColumn).isEqualTo("label");
        assertThat(parameters.predictedColumn).isEqualTo("Prediction (label)");
    }

    @Test
    void rows_with_a_missing_class_are_skipped_and_counted() throws Exception {
        var score = score(table(
                SPEC,
                row(string("a"), DataType.getMissingCell()),
                row(DataType.getMissingCell(), string("a")),
                row(string("a"), string("a"))));

        assertThat(score.skipped()).isEqualTo(2);
        assertThat(score.matrix().total()).isEqualTo(1);
        assertThat(score.warning())
                .contains("2 of 3 rows were skipped because the actual or the predicted class is missing.");
    }

    @Test
    void classes_that_are_written_in_two_ways_are_told() throws Exception {
        var spec = new DataTableSpec(strings("label"), strings("Prediction (label)"));

        var written = score(table(spec, row(string("1.0"), string("1")), row(string("2.0"), string("2"))));
        var wrong = score(table(spec, row(string("1"), string("2")), row(string("2"), string("1"))));
        var single = score(table(spec, row(string("1"), string("2"))));
        var right = score(scored());

        assertThat(written.matrix().correct()).isZero();
        assertThat(written.warning())
                .contains("None of the predicted classes occurs among the actual classes; for example, '1' is "
                        + "predicted and '1.0' is actual. Select the column that was predicted, or "
                        + "use the same class names as in training.");
        assertThat(wrong.matrix().correct()).isZero();
        assertThat(wrong.warning()).isEmpty();
        assertThat(single.warning()).isEmpty();
        assertThat(right.warning()).isEmpty();
        assertThat(score(table(spec)).warning()).isEmpty();
    }

    @Test
    void rows_with_a_missing_class_fail_if_asked() {
        parameters.missingValues = MissingValues.FAIL;

        assertFails(
                () -> score(table(SPEC, row(string("a"), DataType.getMissingCell()))),
                "Row 'Row0': the cell of column 'Prediction (label)' is missing.",
                "Fill in the value, remove the row, or configure the node to skip rows with missing values.");
    }

    @Test
    void a_table_without_labels_is_refused() {
        assertInvalid(
                () -> ScoredColumns.of(new DataTableSpec(), parameters),
                "Actual values: the input table has no column of labels.");
    }

    @Test
    void a_column_that_is_not_there_is_named() {
        parameters.predictedColumn = "Prediction (class)";

        assertInvalid(
                () -> ScoredColumns.of(SPEC, parameters),
                "Predicted values: the input table has no column 'Prediction (class)'.");
    }

    @Test
    void one_column_cannot_be_compared_with_itself() {
        parameters.actualColumn = "label";
        parameters.predictedColumn = "label";

        assertInvalid(
                () -> ScoredColumns.of(SPEC, parameters),
                "Actual values and predicted values are the same column, 'label'.");
    }

    @Test
    void an_empty_table_gives_missing_measures() throws Exception {
        var statistics = ScoreTables.statistics(count(table(SPEC)), Tables.execution());

        var overall = Tables.rows(statistics).get(3);
        assertThat(overall.getCell(9).isMissing()).isTrue();
        assertThat(overall.getCell(10).isMissing()).isTrue();
    }

    /** Five rows: a as a, a as a, a as b, b as b, c as a. */
    private static BufferedDataTable scored() {
        return table(
                SPEC,
                row(string("a"), string("a")),
                row(string("a"), string("a")),
                row(string("a"), string("b")),
                row(string("b"), string("b")),
                row(string("c"), string("a")));
    }

    private ConfusionMatrix count(BufferedDataTable table) throws Exception {
        return score(table).matrix();
    }

    private Score score(BufferedDataTable table) throws Exception {
        return ScoredColumns.of(table.getDataTableSpec(), parameters).count(table, Tables.execution());
    }

    private static DataCell[] cells(BufferedDataTable table, int row) {
        return IntStream.range(0, 9)
                .mapToObj(i -> Tables.rows(table).get(row).getCell(i))
                .toArray(DataCell[]::new);
    }

    private static DataCell[] figures(int tp, int fp, int tn, int fn, double... measures) {
        var cells = new DataCell[4 + measures.length];
        cells[0] = new IntCell(tp);
        cells[1] = new IntCell(fp);
        cells[2] = new IntCell(tn);
        cells[3] = new IntCell(fn);
        for (int i = 0; i < measures.length; i++) {
            cells[4 + i] = new DoubleCell(measures[i]);
        }
        return cells;
    }
}
