package org.seqnet.knime.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.node.view.NodeTableView;
import org.seqnet.knime.Tables;

class ImbalancedScoresTest {
    private static final DataTableSpec SPEC = new DataTableSpec(
            strings("label", "ok", "failure"),
            probability("P (label=ok)"),
            probability("P (label=failure)"),
            strings("Prediction (label)", "ok", "failure"));

    private final PredictionScorerParameters parameters = new PredictionScorerParameters();

    private static DataColumnSpec probability(String name) {
        return new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec();
    }

    private static DataCell[] scored(String actual, double ofFailure) {
        return row(
                string(actual),
                new DoubleCell(1 - ofFailure),
                new DoubleCell(ofFailure),
                string(ofFailure > 0.5 ? "failure" : "ok"));
    }

    /** Returns 8 rows, of which 2 are failures: one is found, one is not, and one that is none is taken for one. */
    private static BufferedDataTable eight() {
        return table(
                SPEC,
                scored("ok", 0),
                scored("ok", 0.125),
                scored("ok", 0.125),
                scored("ok", 0.25),
                scored("failure", 0.25),
                scored("ok", 0.5),
                scored("ok", 0.75),
                scored("failure", 1));
    }

    private ClassEvaluation evaluate(BufferedDataTable table) throws Exception {
        return Scores.evaluate(table, parameters);
    }

    private static double value(BufferedDataTable table, String row) {
        int index = Tables.keys(table).indexOf(row);
        return ((DoubleValue) Tables.rows(table).get(index).getCell(2)).getDoubleValue();
    }

    @Test
    void the_measures_have_a_row_each_with_the_bounds_of_their_intervals() throws Exception {
        var measures = MeasureTables.measures(evaluate(eight()), Tables.execution());

        assertThat(measures.getDataTableSpec().equalStructure(MeasureTables.measuresSpec()))
                .isTrue();
        assertThat(measures.getDataTableSpec().getColumnNames())
                .containsExactly("Measure", "Class", "Value", "Lower bound (95%)", "Upper bound (95%)");
        assertThat(Tables.keys(measures))
                .containsExactly(
                        "Accuracy",
                        "Balanced accuracy",
                        "Macro F1",
                        "MCC",
                        "Macro ROC AUC",
                        "Macro average precision",
                        "Log loss",
                        "Brier score",
                        "Calibration error",
                        "Precision (ok)",
                        "Recall (ok)",
                        "F1 (ok)",
                        "ROC AUC (ok)",
                        "Average precision (ok)",
                        "Precision (failure)",
                        "Recall (failure)",
                        "F1 (failure)",
                        "ROC AUC (failure)",
                        "Average precision (failure)");
        assertThat(value(measures, "Accuracy")).isEqualTo(0.75);
        // (5 / 6 + 1 / 2) / 2
        assertThat(value(measures, "Balanced accuracy")).isCloseTo(2 / 3.0, within(1e-15));
        // F1 of ok 2 * 5 / (6 + 6), of failure 2 * 1 / (2 + 2)
        assertThat(value(measures, "Macro F1")).isCloseTo(2 / 3.0, within(1e-15));
        // the failure with 1 is above all 6, the one with 0.25 above 3 and level with one: 9.5 of 12 pairs
        assertThat(value(measures, "ROC AUC (failure)")).isCloseTo(9.5 / 12, within(1e-15));
        assertThat(value(measures, "Macro ROC AUC")).isCloseTo(9.5 / 12, within(1e-15));
        // 1 of 1 at 1, 2 of 5 at 0.25
        assertThat(value(measures, "Average precision (failure)")).isCloseTo((1 + 0.4) / 2, within(1e-15));
        // squares of 0, 1/8, 1/8, 1/4, 3/4, 1/2, 3/4, 0, twice
        assertThat(value(measures, "Brier score"))
                .isCloseTo(2 * (2 / 64. + 1 / 16. + 18 / 16. + 1 / 4.) / 8, within(1e-15));
        double lost = 2 * Math.log(0.875) + Math.log(0.75) + 2 * Math.log(0.25) + Math.log(0.5);
        assertThat(value(measures, "Log loss")).isCloseTo(-lost / 8, within(1e-15));
        for (var each : Tables.rows(measures)) {
            double value = ((DoubleValue) each.getCell(2)).getDoubleValue();
            assertThat(((DoubleValue) each.getCell(3)).getDoubleValue()).isLessThanOrEqualTo(value);
            assertThat(((DoubleValue) each.getCell(4)).getDoubleValue()).isGreaterThanOrEqualTo(value);
        }
    }

    @Test
    void without_probabilities_what_needs_them_is_missing_and_the_view_says_why() throws Exception {
        var spec = new DataTableSpec(strings("label", "ok", "failure"), strings("Prediction (label)", "ok", "failure"));
        var evaluation = evaluate(table(spec, row(string("ok"), string("ok")), row(string("failure"), string("ok"))));
        var measures = MeasureTables.measures(evaluation, Tables.execution());

        assertThat(Tables.column(measures, "Value").subList(4, 9)).containsOnly("?");
        assertThat(Tables.column(measures, "Value").subList(0, 3)).doesNotContain("?");
        assertThat(evaluation.notes())
                .containsExactly("ROC AUC, average precision, log loss, Brier score and calibration error are missing. "
                        + "The input table has no columns with the probabilities of the classes, such as \"P "
                        + "(label=class)\", that belong to the predicted values.");
        assertThat(Tables.rows(MeasureTables.curves(evaluation, Tables.execution())))
                .isEmpty();
        parameters.probabilities = ProbabilitySource.NONE;
        assertThat(evaluate(eight()).notes())
                .containsExactly("ROC AUC, average precision, log loss, Brier score and calibration error are missing. "
                        + "The setting \"Probabilities\" is \"None\".");
    }

    @Test
    void a_cell_that_holds_no_probability_is_told_or_fails_if_its_column_is_selected() throws Exception {
        var missing = table(SPEC, row(string("ok"), DataType.getMissingCell(), new DoubleCell(0.5), string("ok")));
        var large =
                table(SPEC, scored("ok", 0), row(string("ok"), new DoubleCell(0), new DoubleCell(1.5), string("ok")));

        assertThat(evaluate(missing).notes().get(0))
                .endsWith(" Row 'Row0': the probability in column 'P (label=ok)' is missing.");
        assertThat(evaluate(large).notes().get(0))
                .endsWith(
                        " Row 'Row1': the probability in column 'P (label=failure)' is 1.5, which is not from 0 to 1.");
        parameters.probabilities = ProbabilitySource.SELECTED;
        parameters.probabilityColumns = new String[] {"P (label=ok)", "P (label=failure)"};
        assertFails(
                () -> evaluate(large),
                "Row 'Row1': the probability in column 'P (label=failure)' is 1.5, which is not from 0 to 1.",
                "Select columns of probabilities in the node's dialog, or set \"Probabilities\" to \"None\".");
    }

    @Test
    void scores_that_do_not_sum_to_1_are_told() throws Exception {
        var evaluation = evaluate(table(
                SPEC,
                scored("ok", 0.25),
                row(string("failure"), new DoubleCell(0.5), new DoubleCell(0.75), string("failure"))));

        assertThat(evaluation.notes())
                .containsExactly("Log loss, Brier score and calibration error are missing. The probabilities of row "
                        + "'Row1' sum to 1.2500, not to 1.");
        assertThat(value(MeasureTables.measures(evaluation, Tables.execution()), "ROC AUC (failure)"))
                .isEqualTo(1);
    }

    @Test
    void a_probability_of_0_for_the_actual_class_is_told() throws Exception {
        var evaluation = evaluate(table(SPEC, scored("ok", 1), scored("ok", 0)));

        assertThat(evaluation.notes())
                .containsExactly("The probability of the actual class is 0, or less than 1e-15, in 1 row; log loss "
                        + "counts it as 1e-15.");
        assertThat(value(MeasureTables.measures(evaluation, Tables.execution()), "Log loss"))
                .isCloseTo(15 * Math.log(10) / 2, within(1e-12));
    }

    @Test
    void intervals_that_do_not_include_their_measure_are_told() throws Exception {
        var names = IntStream.range(0, 300).mapToObj(i -> "c" + i).toArray(String[]::new);

        assertThat(evaluate(Scores.imbalanced(900, names)).notes())
                .contains("Some intervals do not include their measure: some classes have so few rows that samples of "
                        + "the rows differ systematically from the table.");
        assertThat(evaluate(Scores.imbalanced(900, "ok", "failure")).notes()).isEmpty();
    }

    @Test
    void of_two_classes_one_column_tells_both_probabilities() throws Exception {
        var spec = new DataTableSpec(
                strings("label", "ok", "failure"),
                probability("P (label=failure)"),
                strings("Prediction (label)", "ok", "failure"));
        var evaluation = evaluate(table(
                spec,
                row(string("ok"), new DoubleCell(0.25), string("ok")),
                row(string("failure"), new DoubleCell(0.75), string("failure"))));

        assertThat(evaluation.notes()).isEmpty();
        assertThat(value(MeasureTables.measures(evaluation, Tables.execution()), "Log loss"))
                .isCloseTo(-Math.log(0.75), within(1e-15));
    }

    @Test
    void a_class_of_the_network_without_rows_takes_its_share_of_the_probability() throws Exception {
        var spec = new DataTableSpec(
                strings("label"),
                probability("P (label=a)"),
                probability("P (label=b)"),
                strings("Prediction (label)"));
        var evaluation =
                evaluate(table(spec, row(string("a"), new DoubleCell(0.75), new DoubleCell(0.25), string("a"))));

        assertThat(evaluation.notes()).isEmpty();
        assertThat(evaluation.classes()).isEqualTo(1);
        // 1/16 for a and 1/16 for b
        assertThat(value(MeasureTables.measures(evaluation, Tables.execution()), "Brier score"))
                .isEqualTo(0.125);
    }

    @Test
    void curves_are_a_long_table_of_points() throws Exception {
        var curves = MeasureTables.curves(evaluate(eight()), Tables.execution());

        assertThat(curves.getDataTableSpec().equalStructure(MeasureTables.curvesSpec()))
                .isTrue();
        assertThat(curves.getDataTableSpec().getColumnNames()).containsExactly("Curve", "Class", "x", "y", "Threshold");
        var failures = Tables.rows(curves).stream()
                .filter(point -> point.getCell(0).equals(new StringCell("ROC"))
                        && point.getCell(1).equals(new StringCell("failure")))
                .map(point -> List.of(
                        point.getCell(2).toString(),
                        point.getCell(3).toString(),
                        point.getCell(4).toString()))
                .toList();
        assertThat(failures)
                .hasSize(7)
                .startsWith(List.of("0.0", "0.0", "?"), List.of("0.0", "0.5", "1.0"))
                .endsWith(List.of("1.0", "1.0", "0.0"));
        assertThat(Tables.column(curves, "Curve")).contains("Precision-recall", "Calibration");
        assertThat(Tables.keys(curves).get(0)).isEqualTo("Row0");
    }

    @Test
    void curves_of_many_classes_have_fewer_points() throws Exception {
        var names = IntStream.range(0, 600).mapToObj(i -> "c" + i).toArray(String[]::new);
        var spec = new DataTableSpec(
                strings("label", names), probability("P (label=c0)"), strings("Prediction (label)", names));
        var rows = IntStream.range(0, 1200)
                .mapToObj(i -> row(string(names[i % 2]), new DoubleCell(i / 1200.0), string(names[i % 600])))
                .toArray(DataCell[][]::new);

        assertThat(Tables.rows(MeasureTables.curves(evaluate(table(spec, rows)), Tables.execution())))
                .hasSizeBetween(30, 42);
    }

    @Test
    void new_flow_variables_follow_the_old_ones_and_the_positive_class_has_its_own() throws Exception {
        parameters.flowVariablePrefix = "my ";
        assertThat(PredictionScorerNodeModel.variables(parameters, measure -> 1, figure -> 2)
                        .keySet())
                .containsExactly(
                        "my Balanced accuracy",
                        "my Macro F1",
                        "my MCC",
                        "my Macro ROC AUC",
                        "my Macro average precision",
                        "my Log loss",
                        "my Brier score",
                        "my Calibration error");
        parameters.positiveClass = "failure";
        assertThat(PredictionScorerNodeModel.variables(parameters, measure -> 1, figure -> 2))
                .hasSize(13)
                .containsEntry("my Precision (positive class)", 2.0)
                .containsEntry("my Recall (positive class)", 2.0)
                .containsEntry("my F1 (positive class)", 2.0)
                .containsEntry("my ROC AUC (positive class)", 2.0)
                .containsEntry("my Average precision (positive class)", 2.0);
    }

    @Test
    void a_positive_class_that_is_none_is_refused() {
        parameters.positiveClass = "broken";

        assertFails(
                () -> evaluate(eight()),
                "Positive class: 'broken' is not among the classes of the table, which are 'ok', 'failure'.",
                "Enter one of the classes, or leave the setting empty.");
    }

    @Test
    void the_log_tells_the_measures_in_a_line() throws Exception {
        assertThat(PredictionScorerNodeModel.line(evaluate(eight())))
                .startsWith(
                        "Balanced accuracy 0.6667  Macro F1 0.6667  MCC 0.3333  Macro ROC AUC 0.7917  Macro average "
                                + "precision ")
                .contains("  Brier score 0.3672  ");
        parameters.probabilities = ProbabilitySource.NONE;
        assertThat(PredictionScorerNodeModel.line(evaluate(eight())))
                .endsWith("  Log loss missing  Brier score missing  Calibration error missing");
    }

    @Test
    void the_rows_of_a_cell_are_kept_for_the_view() throws Exception {
        var cells = evaluate(eight()).score().cells();
        var data = new PortObject[] {cells, cells};

        assertThat(MatrixCells.rows(data, List.of("1,1"))).containsExactly(new RowKey("Row7"));
        assertThat(MatrixCells.rows(data, List.of("1,0", "0,1")))
                .containsExactlyInAnyOrder(new RowKey("Row4"), new RowKey("Row6"));
        assertThat(MatrixCells.rows(data, List.of())).isEmpty();
        assertThat(MatrixCells.rows(data, List.of("7,7", "garbage"))).isEmpty();
    }

    /** KNIME takes a selection only from a view of a table, and asks it for the rows. */
    @Test
    void the_view_tells_knime_which_rows_of_the_first_input_are_selected() throws Exception {
        var factory = new PredictionScorerNodeFactory();
        var model = factory.createNodeModel();
        var cells = evaluate(eight()).score().cells();
        model.setInternalPortObjects(new PortObject[] {cells, cells});

        var view = (NodeTableView) factory.createNodeView(model);

        assertThat(view.getPortIndex()).isZero();
        var selection = view.createSelectionTranslationService().orElseThrow();
        assertThat(selection.toRowKeys(List.of("1,0"))).containsExactly(new RowKey("Row4"));
        assertThat(selection.fromRowKeys(Set.of(new RowKey("Row4")))).isEmpty();
    }

    @Test
    void rows_of_a_node_that_an_older_version_executed_are_not_known() throws Exception {
        var other = eight();

        for (var data : List.of(new PortObject[0], new PortObject[] {other}, new PortObject[] {other, other})) {
            assertThatThrownBy(() -> MatrixCells.rows(data, List.of("0,0")))
                    .hasMessage("The rows of the confusion matrix are not known. Execute the node again.");
        }
    }

    @Test
    void scoring_can_be_canceled() {
        var monitor = new DefaultNodeProgressMonitor();
        monitor.setExecuteCanceled();

        assertThatThrownBy(() -> ClassEvaluation.of(
                        ScoredColumns.of(SPEC, parameters).count(eight(), Tables.execution()),
                        parameters,
                        Tables.execution(monitor)))
                .isInstanceOf(CanceledExecutionException.class);
    }
}
