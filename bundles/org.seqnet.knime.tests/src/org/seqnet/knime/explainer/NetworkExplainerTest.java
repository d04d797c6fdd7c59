package org.seqnet.knime.explainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.explainer.Explanations.configure;
import static org.seqnet.knime.explainer.Explanations.execute;
import static org.seqnet.knime.explainer.Explanations.withLabels;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.explainer.Choices.ExplainedClass;
import org.seqnet.knime.explainer.Choices.ExplanationMethod;
import org.seqnet.knime.explainer.Choices.ShownRows;
import org.seqnet.knime.learner.BarSets;
import org.seqnet.knime.learner.Bars;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Orders;
import org.seqnet.knime.learner.Trends;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.predictor.PredictorRun;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

class NetworkExplainerTest {
    private static NetworkPortObject network;

    private final NetworkExplainerParameters parameters = new NetworkExplainerParameters();

    @BeforeAll
    static void train() throws Exception {
        network = Trends.trained(Trends.rows(60, 1), 6);
    }

    private static double number(DataCell cell) {
        return ((DoubleValue) cell).getDoubleValue();
    }

    private static List<Double> numbers(BufferedDataTable table, String column) {
        int index = table.getDataTableSpec().findColumnIndex(column);
        return Tables.rows(table).stream()
                .map(row -> number(row.getCell(index)))
                .toList();
    }

    @Test
    void explanation_class_probability_and_error_are_appended() throws Exception {
        var spec = configure(parameters, network, Trends.rows(2, 1).getDataTableSpec())
                .tableSpec(0);

        assertThat(spec.getColumnNames())
                .containsExactly(
                        "person",
                        "sequence",
                        "label",
                        "Explanation (label)",
                        "Explained class (label)",
                        "P (explained class)",
                        "Completeness error");
        var explanation = spec.getColumnSpec(3);
        assertThat(TensorColumn.shape(explanation)).contains(Shape.of(6, 2));
        assertThat(TensorColumn.holdsSequences(explanation)).isTrue();
        assertThat(TensorColumn.preparation(explanation).features()).containsExactly("pressure", "strain");
        assertThat(spec.getColumnSpec(4).getDomain().getValues())
                .containsExactly(new StringCell("falling"), new StringCell("rising"));
        assertThat(spec.getColumnSpec(5).getDomain().getUpperBound()).isEqualTo(new DoubleCell(1));
        // the nodes that follow go on with the sequences, and not with what explains them
        assertThat(TensorColumn.preferred(spec)).isEqualTo("sequence");
    }

    @Test
    void the_outputs_have_the_specs_that_configuring_promised() throws Exception {
        var table = Trends.rows(10, 2);
        for (var settings : List.of(parameters, withLabels())) {
            var configured = configure(settings, network, table.getDataTableSpec());
            var executed = execute(settings, network, table);

            assertThat(executed.table(0).getDataTableSpec()).isEqualTo(configured.tableSpec(0));
            assertThat(executed.table(1).getDataTableSpec()).isEqualTo(configured.tableSpec(1));
        }
    }

    @Test
    void the_probability_is_that_of_the_predictor_and_the_shares_make_it_up() throws Exception {
        var table = Trends.rows(10, 2);
        var predicted = PredictorRun.predicted(network, table);

        var output = execute(parameters, network, table).table(0);

        assertThat(Tables.column(output, "Explained class (label)"))
                .isEqualTo(Tables.column(predicted, "Prediction (label)"));
        var rows = Tables.rows(output);
        for (int i = 0; i < rows.size(); i++) {
            var shares = ((TensorValue) rows.get(i).getCell(3)).tensor();
            assertThat(shares.shape()).isEqualTo(Shape.of(6, 2));
            double sum = 0;
            for (int k = 0; k < shares.size(); k++) {
                sum += shares.value(k);
            }
            double error = number(rows.get(i).getCell(6));
            double probability = number(rows.get(i).getCell(5));
            double falling = number(Tables.rows(predicted).get(i).getCell(3));
            assertThat(probability).isCloseTo(Math.max(falling, 1 - falling), within(1e-6));
            assertThat(Math.abs(error)).isLessThan(1e-3);
            // The baseline is the same for all rows of one class.
            assertThat(probability - sum + error).isBetween(0.0, 1.0);
        }
    }

    @Test
    void the_feature_that_tells_the_classes_apart_is_the_important_one() throws Exception {
        var features = execute(withLabels(), network, Trends.rows(60, 2)).table(1);

        assertThat(features.getDataTableSpec().getColumnNames())
                .containsExactly(
                        "Feature",
                        "Accuracy decrease",
                        "Accuracy decrease (lower bound)",
                        "Accuracy decrease (upper bound)",
                        "Log loss increase",
                        "Log loss increase (lower bound)",
                        "Log loss increase (upper bound)",
                        "Mean absolute attribution");
        assertThat(Tables.column(features, "Feature")).containsExactly("pressure", "strain");
        assertThat(Tables.keys(features)).containsExactly("Row0", "Row1");
        var accuracy = numbers(features, "Accuracy decrease");
        assertThat(accuracy.get(0)).isBetween(-0.05, 0.05);
        assertThat(accuracy.get(1)).isBetween(0.3, 0.7);
        var share = numbers(features, "Mean absolute attribution");
        assertThat(share.get(1)).isGreaterThan(3 * share.get(0));
        assertThat(numbers(features, "Log loss increase (lower bound)").get(1)).isGreaterThan(0.1);
    }

    @Test
    void importance_does_not_depend_on_how_many_rows_are_explained() throws Exception {
        var few = withLabels();
        few.maximumRows = 1;

        var features = execute(few, network, Trends.rows(60, 2)).table(1);

        assertThat(numbers(features, "Log loss increase"))
                .isEqualTo(numbers(
                        execute(withLabels(), network, Trends.rows(60, 2)).table(1), "Log loss increase"));
    }

    @Test
    void rows_beyond_the_maximum_are_kept_and_not_explained() throws Exception {
        parameters.maximumRows = 3;

        var run = execute(parameters, network, Trends.rows(5, 2));

        assertThat(Tables.column(run.table(0), "Explained class (label)"))
                .endsWith("?", "?")
                .hasSize(5);
        assertThat(Tables.column(run.table(0), "P (explained class)").subList(0, 3))
                .doesNotContain("?");
        assertThat(run.warning()).isEmpty();
    }

    @Test
    void a_class_of_ones_own_is_explained_in_all_rows() throws Exception {
        parameters.explainedClass = ExplainedClass.CUSTOM;
        parameters.className = "rising";
        var table = Trends.rows(6, 2);
        var predicted = PredictorRun.predicted(network, table);

        var output = execute(parameters, network, table).table(0);

        assertThat(output.getDataTableSpec().getColumnNames())
                .containsExactly(
                        "person",
                        "sequence",
                        "label",
                        "Explanation (label)",
                        "P (explained class)",
                        "Completeness error");
        var rising = numbers(predicted, "P (label=rising)");
        var explained = numbers(output, "P (explained class)");
        for (int i = 0; i < 6; i++) {
            assertThat(explained.get(i)).isCloseTo(rising.get(i), within(1e-6));
        }
    }

    @Test
    void occlusion_makes_no_promise_of_completeness() throws Exception {
        parameters.method = ExplanationMethod.OCCLUSION;

        var output = execute(parameters, network, Trends.rows(4, 2)).table(0);

        assertThat(output.getDataTableSpec().getColumnNames())
                .endsWith("Explained class (label)", "P (explained class)");
        assertThat(Tables.column(output, "Explanation (label)")).doesNotContain("?");
    }

    @Test
    void images_are_explained_pixel_by_pixel() throws Exception {
        var table = Bars.rows(Bars.COLOUR, 8);
        var images = (NetworkPortObject) Bars.trained(table, 3);
        for (var method : ExplanationMethod.values()) {
            parameters.method = method;
            var output = execute(parameters, images, table).table(0);

            for (var row : Tables.rows(output)) {
                assertThat(((TensorValue) row.getCell(2)).tensor().shape()).isEqualTo(Bars.COLOUR);
            }
        }
    }

    @Test
    void sequences_of_any_length_have_explanations_of_their_own_length() throws Exception {
        var table = Orders.ofAnyLength(12);
        var any = LearnerRun.trained(table, 2);

        var output = execute(withLabels(), any, table).table(0);

        for (var row : Tables.rows(output)) {
            assertThat(((TensorValue) row.getCell(2)).tensor().shape())
                    .isEqualTo(((TensorValue) row.getCell(0)).tensor().shape());
        }
    }

    @Test
    void rows_without_a_complete_sequence_are_kept_and_counted() throws Exception {
        var rows = Tables.rows(Trends.rows(6, 2)).stream()
                .map(row -> row(row.getCell(0), row.getCell(1), row.getCell(2)))
                .toArray(DataCell[][]::new);
        rows[1][1] = DataType.getMissingCell();
        var values = new float[12];
        Arrays.fill(values, Float.NaN);
        rows[2][1] = floats(Shape.of(6, 2), values);
        rows[3][2] = DataType.getMissingCell();
        var table = table(Trends.rows(1, 1).getDataTableSpec(), rows);

        var run = execute(withLabels(), network, table);

        assertThat(Tables.column(run.table(0), "Explained class (label)").subList(1, 3))
                .containsOnly("?");
        assertThat(Tables.column(run.table(0), "Explained class (label)").get(3))
                .isNotEqualTo("?");
        assertThat(run.warning()).hasValueSatisfying(warning -> assertThat(warning)
                .contains("1 of 6 rows have no explanation because the sequence is missing.")
                .contains("1 of 6 rows have no explanation because a value of the sequence is missing, and the "
                        + "network does not fill in missing values."));
    }

    @Test
    void a_missing_sequence_fails_if_it_is_to() throws Exception {
        parameters.missingValues = MissingCells.FAIL;
        var table = table(
                Trends.rows(1, 1).getDataTableSpec(), row(string("a"), DataType.getMissingCell(), string("falling")));

        assertFails(
                () -> execute(parameters, network, table),
                "Row 'Row0': the sequence is missing.",
                "Fill in the value, remove the row, or configure the node to keep missing values.");
    }

    @Test
    void without_rows_there_is_nothing_to_explain() throws Exception {
        var run = execute(parameters, network, Trends.rows(0, 1));

        assertThat(run.table(0).size()).isZero();
        assertThat(Tables.column(run.table(1), "Mean absolute attribution")).containsExactly("?", "?");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void with_fewer_than_two_rows_their_explanation_is_there_and_the_importance_is_missing(int rows) throws Exception {
        var run = execute(withLabels(), network, Trends.rows(rows, 1));

        assertThat(run.table(0).size()).isEqualTo(rows);
        assertThat(Tables.column(run.table(1), "Accuracy decrease")).containsExactly("?", "?");
        assertThat(Tables.column(run.table(1), "Log loss increase (upper bound)"))
                .containsExactly("?", "?");
        assertThat(run.warning())
                .contains("The importance of features is missing: it requires at least 2 rows with a label, since "
                        + "series are exchanged between rows.");
    }

    @Test
    void each_of_several_labels_can_be_explained() throws Exception {
        var sets = BarSets.sets(12);
        var output = execute(parameters, BarSets.trained(), sets).table(0);

        assertThat(output.size()).isEqualTo(12);
        assertThat(Tables.column(output, "P (explained class)")).doesNotContain("?");
    }

    @Test
    void what_cannot_be_explained_is_refused_before_it_is_executed() throws Exception {
        var sets = BarSets.sets(4).getDataTableSpec();
        assertInvalid(
                () -> configure(parameters, BarSets.trainedOnPaths(), sets),
                "The network predicts its labels one after another, as a path. Only networks that predict a class, or "
                        + "each label independently, can be explained.");
        var labelled = withLabels();
        assertInvalid(
                () -> configure(labelled, BarSets.trained(), sets),
                "Use labels: the network predicts independent labels; the importance of features is only measured for "
                        + "networks that predict one class per sequence.",
                "Uncheck \"Use labels\".");
        var custom = new NetworkExplainerParameters();
        custom.explainedClass = ExplainedClass.CUSTOM;
        custom.className = "diving";
        assertInvalid(
                () -> configure(custom, network, Trends.rows(1, 1).getDataTableSpec()),
                "Class: 'diving' is not among the labels of the network: [falling, rising].",
                "Select another class in the node's dialog.");
    }

    @Test
    void settings_outside_their_range_are_refused() {
        parameters.maximumRows = 0;
        assertInvalid(parameters::validate, "Maximum rows: 0 is less than 1.");
        parameters.maximumRows = 1;
        parameters.steps = 0;
        assertInvalid(
                parameters::validate,
                "Steps: 0 is not between 1 and 10000.",
                "Change the setting in the node's dialog.");
        parameters.method = ExplanationMethod.OCCLUSION;
        parameters.window = 1.5;
        assertInvalid(
                parameters::validate,
                "Window: 1.5 is not above 0 and at most 1.",
                "Change the setting in the node's dialog.");
        parameters.window = 1;
        parameters.shownRows = ShownRows.WRONG;
        assertInvalid(
                parameters::validate,
                "Rows in the view: wrong predictions can only be found with labels.",
                "Check \"Use labels\" and select the label column, or show other rows.");
        parameters.useLabels = true;
        parameters.repetitions = 1;
        assertInvalid(parameters::validate, "Repetitions: 1 is not between 2 and 1000.");
    }

    @Test
    void a_label_that_the_network_does_not_know_is_named() throws Exception {
        var rows = Tables.rows(Trends.rows(4, 2)).stream()
                .map(row -> row(row.getCell(0), row.getCell(1), string("diving")))
                .toArray(DataCell[][]::new);
        var spec = Trends.rows(1, 1).getDataTableSpec();
        var open = new DataTableSpec(spec.getColumnSpec(0), spec.getColumnSpec(1), Tables.strings("label"));

        assertFails(
                () -> execute(withLabels(), network, table(open, rows)),
                "The network does not have the label 'diving' of the input table; its labels are [falling, rising].",
                "Remove the rows with this label, select the label column that the network was trained on, or uncheck "
                        + "\"Use labels\".");
    }

    @Test
    void whoever_cancels_gets_no_table() {
        var monitor = new DefaultNodeProgressMonitor();
        monitor.setExecuteCanceled();
        for (var settings : List.of(parameters, withLabels())) {
            var run = NodeRun.executing(Tables.execution(monitor), settings, network, Trends.rows(6, 2));
            assertThatThrownBy(() -> NetworkExplainerNodeFactory.execute(run, run))
                    .isInstanceOf(CanceledExecutionException.class);
        }
    }
}
