package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.predictor.PredictorRun;

/** Learners where their table has numbers to learn. */
class RegressionTest {
    private static final BufferedDataTable TABLE = Levels.rows(60, 1);

    private final LstmLearnerParameters parameters = Levels.parameters();

    private static NodeRun configure(LearnerParameters settings, PortObjectSpec... specs) throws Exception {
        var run = NodeRun.configuring(settings, specs);
        LearnerNode.configure(run, run);
        return run;
    }

    private static TrainedNetwork network(NodeRun run) {
        return ((NetworkPortObject) run.object(0)).network();
    }

    private static Values head(TrainedNetwork network) {
        return (Values) network.architecture().head();
    }

    private static double[] numbers(BufferedDataTable table, String column) {
        int index = table.getDataTableSpec().findColumnIndex(column);
        return Tables.rows(table).stream()
                .mapToDouble(row -> ((DoubleValue) row.getCell(index)).getDoubleValue())
                .toArray();
    }

    @Test
    void a_column_of_doubles_is_learned_as_values_and_predicted_in_its_own_unit() throws Exception {
        parameters.data.labelColumn = "mean";
        parameters.training.epochs = 100;

        var run = LearnerRun.of(parameters, TABLE);

        assertThat(run.warning()).isEmpty();
        var test = Levels.rows(40, 2);
        var predicted = PredictorRun.predicted((NetworkPortObject) run.object(0), test);
        var names = predicted.getDataTableSpec().getColumnNames();
        assertThat(names).containsExactly("sequence", "count", "last", "mean", "Prediction (mean)");
        assertThat(predicted.getDataTableSpec().getColumnSpec(4).getType()).isEqualTo(DoubleCell.TYPE);
        double[] actual = numbers(predicted, "mean");
        double[] found = numbers(predicted, "Prediction (mean)");
        double mean = Arrays.stream(actual).average().orElseThrow();
        double squares = 0;
        double variation = 0;
        for (int i = 0; i < actual.length; i++) {
            squares += (found[i] - actual[i]) * (found[i] - actual[i]);
            variation += (actual[i] - mean) * (actual[i] - mean);
        }
        assertThat(1 - squares / variation).isGreaterThan(0.9);
        var bounds = predicted.getDataTableSpec().getColumnSpec(4).getDomain();
        assertThat(((DoubleValue) bounds.getLowerBound()).getDoubleValue())
                .isEqualTo(Arrays.stream(found).min().orElseThrow());
    }

    @Test
    void the_network_keeps_mean_and_deviation_of_the_training_values() throws Exception {
        parameters.data.labelColumn = "mean";

        var head = head(network(LearnerRun.of(parameters, TABLE)));

        double[] actual = numbers(TABLE, "mean");
        double mean = Arrays.stream(actual).average().orElseThrow();
        double variance = Arrays.stream(actual)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        assertThat(head.standards()).hasSize(1);
        assertThat(head.standards().get(0).mean()).isCloseTo(mean, within(1e-9));
        assertThat(head.standards().get(0).deviation()).isCloseTo(Math.sqrt(variance), within(1e-9));
        assertThat(head.loss()).isEqualTo(ValueLoss.SQUARED);
    }

    @Test
    void the_spec_tells_what_is_learned() throws Exception {
        parameters.data.labelColumn = "last";

        var spec = (NetworkPortObjectSpec)
                configure(parameters, Levels.SPEC).spec(0).orElseThrow();

        assertThat(spec.head()).isEqualTo(HeadKind.values(ValueLoss.SQUARED, Optional.empty()));
        assertThat(spec.labelColumn()).isEqualTo("last");
        assertThat(spec.labels().orElseThrow().names()).containsExactly("last");
        assertThat(((NetworkPortObject) LearnerRun.of(parameters, TABLE).object(0)).getSpec())
                .isEqualTo(spec);
    }

    @Test
    void integers_are_classes_unless_they_are_said_to_be_values() throws Exception {
        parameters.data.labelColumn = "count";
        assertThat(head(configure(parameters, Levels.SPEC))).isEqualTo(HeadKind.CLASSES);

        var values = Levels.parameters("count");

        assertThat(head(configure(values, Levels.SPEC)).isRegression()).isTrue();
        assertThat(network(LearnerRun.of(values, TABLE)).labels().names()).containsExactly("count");
    }

    private static HeadKind head(NodeRun configured) {
        return ((NetworkPortObjectSpec) configured.spec(0).orElseThrow()).head();
    }

    @Test
    void several_targets_are_learned_in_the_order_of_the_settings() throws Exception {
        var run = LearnerRun.of(Levels.parameters("mean", "last"), TABLE);

        var network = (NetworkPortObject) run.object(0);
        assertThat(network.network().labels().names()).containsExactly("mean", "last");
        assertThat(head(network.network()).standards().get(0).mean()).isGreaterThan(5000);
        assertThat(head(network.network()).standards().get(1).mean()).isLessThan(0.001);
        var predicted = PredictorRun.predicted(network, TABLE).getDataTableSpec();
        assertThat(predicted.getColumnNames())
                .endsWith("mean", "Prediction (mean)", "Prediction (last)")
                .hasSize(6);
        assertThat(network.getSummary()).endsWith("; 2 targets");
    }

    @Test
    void rows_without_any_value_are_skipped_and_partly_known_ones_kept_and_counted() throws Exception {
        var cells = Levels.cells(30, 1);
        cells[3][3] = DataType.getMissingCell();
        cells[4][2] = new DoubleCell(Double.NaN);
        cells[5][2] = DataType.getMissingCell();
        cells[5][3] = DataType.getMissingCell();

        var run = LearnerRun.of(Levels.parameters("mean", "last"), table(Levels.SPEC, cells));

        assertThat(network(run).provenance().trainingSequences()).isEqualTo(29);
        assertThat(run.warning())
                .contains("1 of the training table's 30 rows were skipped because their sequence or target value is "
                        + "missing.\n"
                        + "2 of the training table's rows have missing target values (of 2 per row), which are "
                        + "ignored.");
        var failing = Levels.parameters("mean", "last");
        failing.data.missingValues = MissingValues.FAIL;
        assertFails(
                () -> LearnerRun.of(failing, table(Levels.SPEC, cells)),
                "Training table, row 'Row5': all target values are missing.",
                "Fill in the value, remove the row, or configure the node to skip rows with missing values.");
        var one = Levels.parameters("mean");
        one.data.missingValues = MissingValues.FAIL;
        assertFails(
                () -> LearnerRun.of(one, table(Levels.SPEC, cells)),
                "Training table, row 'Row3': the cell of column 'mean' is missing.",
                "Fill in the value, remove the row, or configure the node to skip rows with missing values.");
    }

    @Test
    void a_table_without_any_value_is_refused() {
        var cells = Levels.cells(2, 1);
        for (var row : cells) {
            row[3] = DataType.getMissingCell();
        }

        assertFails(
                () -> LearnerRun.of(Levels.parameters("mean"), table(Levels.SPEC, cells)),
                "All 2 rows of the training table have a missing value in column 'sequence' or 'mean'.",
                "Select other columns, or fill in the missing values.");
    }

    @Test
    void an_infinite_value_is_refused_with_its_row_and_column() {
        var cells = Levels.cells(20, 1);
        cells[7][3] = new DoubleCell(Double.NEGATIVE_INFINITY);

        assertFails(
                () -> LearnerRun.of(Levels.parameters("last", "mean"), table(Levels.SPEC, cells)),
                "Training table, row 'Row7': the target value in column 'mean' is -Infinity, not a finite number.",
                "Correct the value, or remove the row.");
    }

    @Test
    void the_validation_table_has_the_same_targets() throws Exception {
        var settings = Levels.parameters("mean");
        var columns = Levels.SPEC;
        var without = new DataTableSpec(columns.getColumnSpec(0), columns.getColumnSpec(1));

        assertInvalid(
                () -> configure(settings, Levels.SPEC, without),
                "Target columns: the validation table has no column 'mean'.",
                "Select another column in the node's dialog, or connect a table that has this column.");
        var run = LearnerRun.of(settings, TABLE, Levels.rows(20, 2));
        assertThat(network(run)
                        .provenance()
                        .history()
                        .get(0)
                        .validation()
                        .orElseThrow()
                        .errors())
                .isPresent();
    }

    @Test
    void columns_of_values_are_chosen_once_each_and_numeric() {
        assertInvalid(
                () -> configure(Levels.parameters(new String[0]), Levels.SPEC),
                "Target columns: no column is selected.",
                "Select the numeric columns whose values the network is to predict in the node's dialog.");
        assertInvalid(
                () -> configure(Levels.parameters("mean", "mean"), Levels.SPEC),
                "Target columns: column 'mean' is selected twice.");
        assertInvalid(
                () -> configure(Levels.parameters("sequence"), Levels.SPEC),
                "Target columns: column 'sequence' of the training table has the type 'Tensor', but numbers are "
                        + "required.");
    }

    @Test
    void balanced_classes_are_refused_and_smoothing_has_no_effect() throws Exception {
        var settings = Levels.parameters("mean");
        settings.loss.labelSmoothing = 0.2;
        assertThat(network(LearnerRun.of(settings, TABLE))
                        .provenance()
                        .options()
                        .labelSmoothing())
                .isZero();
        settings.loss.classWeights = ClassWeights.BALANCED;

        assertInvalid(
                () -> configure(settings, Levels.SPEC),
                "Class weights: balanced weights require classes, but numeric values are to be learned. Select "
                        + "\"None\", or a column with the weight of each row.");
    }

    @Test
    void a_network_goes_on_with_the_same_targets_only() throws Exception {
        var network = Levels.trained(TABLE, 2, "mean");
        var run = LearnerRun.of(Levels.parameters("mean"), TABLE, network);
        assertThat(network(run).provenance().history()).hasSize(5);

        assertInvalid(
                () -> configure(Levels.parameters("last"), Levels.SPEC, network.getSpec()),
                "The targets of the training table are [last]; those of the network to resume are [mean].",
                "Select the same target columns in the same order, or disconnect the network to train a new one.",
                "Or set \"Connected network\" to \"Transfer\" to start a new network with its layers.");
        var huber = Levels.parameters("mean");
        huber.valueLoss.function = ValueLossParameters.LossFunction.HUBER;
        assertInvalid(
                () -> configure(huber, Levels.SPEC, network.getSpec()),
                "The network to resume has the loss 'squared error'; the settings specify 'Huber loss, delta 1.0'.",
                "Change the network settings to match, or disconnect the network to train a new one.",
                "Or set \"Connected network\" to \"Transfer\" to start a new network with its layers.");
        parameters.data.labelColumn = "count";
        assertInvalid(
                () -> configure(parameters, Levels.SPEC, network.getSpec()),
                "The network to resume predicts numeric values; the settings specify one class per sequence.",
                "Change the network settings to match, or disconnect the network to train a new one.",
                "Or set \"Connected network\" to \"Transfer\" to start a new network with its layers.");
    }

    @Test
    void a_new_node_learns_the_last_number_where_there_are_no_classes() {
        var doubles = new DataTableSpec(
                Levels.SPEC.getColumnSpec(0), Levels.SPEC.getColumnSpec(2), Levels.SPEC.getColumnSpec(3));

        assertThat(new LstmLearnerParameters(LearnerDialogTest.input(doubles)).data.labelColumn)
                .isEqualTo("mean");
        assertThat(new RocketLearnerParameters(LearnerDialogTest.input(doubles)).data.labelColumn)
                .isEqualTo("mean");
        assertThat(new LstmLearnerParameters(LearnerDialogTest.input(Levels.SPEC)).data.labelColumn)
                .isEqualTo("count");
    }

    @Test
    void each_loss_is_learned() throws Exception {
        for (var function : ValueLossParameters.LossFunction.values()) {
            var settings = Levels.parameters("mean");
            settings.valueLoss.function = function;
            settings.valueLoss.huberDelta = 0.5;

            var head = head(network(LearnerRun.of(settings, TABLE)));

            assertThat(head.loss())
                    .isEqualTo(
                            switch (function) {
                                case SQUARED -> ValueLoss.SQUARED;
                                case ABSOLUTE -> ValueLoss.ABSOLUTE;
                                case HUBER -> new ValueLoss.Huber(0.5);
                                case QUANTILES -> new ValueLoss.Quantiles(List.of(0.1, 0.5, 0.9));
                            });
        }
    }

    @Test
    void losses_out_of_range_are_refused_when_the_dialog_is_applied() {
        var loss = parameters.valueLoss;
        loss.function = ValueLossParameters.LossFunction.HUBER;
        loss.huberDelta = 0;
        assertInvalid(parameters::validate, "Huber delta: 0.0 is not a positive number.");
        loss.function = ValueLossParameters.LossFunction.QUANTILES;
        loss.quantiles = " ";
        assertInvalid(
                parameters::validate,
                "Quantiles: the list is empty. Enter numbers between 0 and 1, for example 0.1, 0.5, 0.9.");
        loss.quantiles = "0.1, half";
        assertInvalid(
                parameters::validate,
                "Quantiles: 'half' is not a number. Enter numbers between 0 and 1, for example 0.1, 0.5, 0.9.");
        loss.quantiles = "0.5,0.1";
        assertInvalid(
                parameters::validate,
                "Quantiles: 0.1 is not above 0.5 and below 1. List them in ascending order, for example 0.1, 0.5, "
                        + "0.9.");
        loss.quantiles = "0.5, 1";
        assertInvalid(
                parameters::validate,
                "Quantiles: 1.0 is not above 0.5 and below 1. List them in ascending order, for example 0.1, 0.5, "
                        + "0.9.");
    }

    @Test
    void the_labels_of_the_rocket_learner_are_one_class_or_values() {
        var rocket = new RocketLearnerParameters();
        rocket.data.labels = LabelFormat.COLLECTION;

        assertInvalid(
                () -> {
                    var run = NodeRun.configuring(rocket, Levels.SPEC);
                    LearnerNode.configure(run, run);
                },
                "Task: MiniRocket predicts one class or values per row, not several labels.",
                "Select another task in the node's dialog.");
    }

    @Test
    void a_share_of_rows_with_values_is_held_out() throws Exception {
        var settings = Levels.parameters("mean");
        settings.validation.percent = 20;

        assertThat(network(LearnerRun.of(settings, TABLE)).provenance().heldOut())
                .isEqualTo(12);
    }

    @Test
    void weights_of_rows_count_for_values_too() throws Exception {
        var settings = Levels.parameters("mean");
        settings.loss.classWeights = ClassWeights.COLUMN;
        settings.loss.weightColumn = "count";

        assertThat(network(LearnerRun.of(settings, TABLE)).parameters())
                .isNotEqualTo(Levels.trained(TABLE, 3, "mean").network().parameters());
    }
}
