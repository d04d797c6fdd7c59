package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.DialogState;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.NetworkFacts;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.predictor.PredictorRun;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.view.Facts;

/** Rows that count more or less. */
class WeightsTest extends Learning<LstmLearnerParameters> {
    private static final DataTableSpec RARE = new DataTableSpec(
            TensorColumn.ofSequences("sequence", Optional.of(new SequenceShape(4, 1))),
            strings("state", "failure", "running"));
    private static final DataTableSpec WEIGHTED = new DataTableSpec(
            Orders.SPEC.getColumnSpec(0),
            Orders.SPEC.getColumnSpec(1),
            new DataColumnSpecCreator("weight", DoubleCell.TYPE).createSpec());

    WeightsTest() {
        super(Orders.parameters());
    }

    /** Returns rows of noise, every so many of which is a failure, which has higher values. */
    private static BufferedDataTable states(int count, int failureEvery, long seed) {
        var random = new Random(seed);
        var rows = new DataCell[count][];
        for (int i = 0; i < count; i++) {
            boolean isFailure = i % failureEvery == 0;
            var values = new float[4];
            for (int t = 0; t < 4; t++) {
                values[t] = random.nextFloat() - 0.5f + (isFailure ? 0.75f : 0);
            }
            rows[i] = row(floats(Shape.of(4, 1), values), string(isFailure ? "failure" : "running"));
        }
        return table(RARE, rows);
    }

    /** Returns the share of failures that a new learner's network finds, trained on 199 times as many other rows. */
    private static double recall(ClassWeights weights) throws Exception {
        var parameters = NodeParametersUtil.createSettings(LstmLearnerParameters.class, new DataTableSpec[] {RARE});
        parameters.loss.classWeights = weights;
        var network = (NetworkPortObject)
                LearnerRun.of(parameters, states(2000, 200, 1)).object(0);
        var predicted = PredictorRun.predicted(network, states(300, 1, 2));
        return Tables.column(predicted, "Prediction (state)").stream()
                        .filter("failure"::equals)
                        .count()
                / 300.0;
    }

    @Test
    void balanced_weights_find_rare_failures_at_default_settings() throws Exception {
        assertThat(recall(ClassWeights.BALANCED)).isGreaterThan(0.8).isGreaterThan(recall(ClassWeights.NONE));
    }

    /** Returns the rows of {@link Orders} with a weight each. */
    private static BufferedDataTable weighted(DataCell... weights) {
        var rows = Tables.rows(Orders.rows(weights.length));
        return table(
                WEIGHTED,
                IntStream.range(0, weights.length)
                        .mapToObj(i -> row(rows.get(i).getCell(0), rows.get(i).getCell(1), weights[i]))
                        .toArray(DataCell[][]::new));
    }

    private static DataCell[] weights(int count, double... pattern) {
        return IntStream.range(0, count)
                .mapToObj(i -> new DoubleCell(pattern[i % pattern.length]))
                .toArray(DataCell[]::new);
    }

    @Test
    void rows_of_weight_0_teach_nothing_and_a_validation_table_needs_no_weights() throws Exception {
        parameters.loss.classWeights = ClassWeights.COLUMN;
        parameters.loss.weightColumn = "weight";
        parameters.training.epochs = 12;

        var run = execute(weighted(weights(100, 1, 0)), Orders.rows(100));

        // only falling ones are learned
        assertThat(Tables.column(run.table(1), "Validation accuracy").get(11)).isEqualTo("0.5");
        assertThat(Tables.column(run.table(1), "Accuracy").get(11)).isEqualTo("0.5");
        assertThat(network(run).provenance().options().weighting()).isEqualTo(Weighting.GIVEN);
        assertThat(NetworkFacts.training(network(run).provenance()).facts())
                .contains(Facts.fact("Class weights", "from a column"));
    }

    @Test
    void equal_weights_give_the_network_without_weights_to_the_bit() throws Exception {
        var expected = network(execute(Orders.rows(60))).parameters();
        parameters.loss.classWeights = ClassWeights.COLUMN;
        parameters.loss.weightColumn = "weight";

        assertThat(network(execute(weighted(weights(60, 4)))).parameters()).isEqualTo(expected);
    }

    @Test
    void a_weight_that_is_none_fails_and_names_its_row() {
        parameters.loss.classWeights = ClassWeights.COLUMN;
        parameters.loss.weightColumn = "weight";
        var weights = weights(10, 1);

        weights[7] = DataType.getMissingCell();
        assertFails(
                () -> execute(weighted(weights)),
                "Training table, row 'Row7': the weight in column 'weight' is missing.",
                "Fill in the value, or remove the row.");
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
            weights[7] = new DoubleCell(wrong);
            assertFails(
                    () -> execute(weighted(weights)),
                    "Training table, row 'Row7': the weight in column 'weight' is " + wrong
                            + ", not a finite number of at least 0.",
                    "Correct the value, or select another column.");
        }
        assertFails(
                () -> execute(weighted(weights(10, 0))),
                "Weight column 'weight': the weights of all 10 rows are 0; at least one must be positive.",
                "Select another column of weights, or correct the weights.");
    }

    @Test
    void a_column_of_weights_must_be_there_and_of_numbers() {
        parameters.loss.classWeights = ClassWeights.COLUMN;

        assertInvalid(() -> configure(WEIGHTED), "Weight column: no column is selected.");
        assertInvalid(() -> configure(Orders.SPEC), "Weight column: the training table has no column of numbers.");
        parameters.loss.weightColumn = "costs";
        assertInvalid(() -> configure(WEIGHTED), "Weight column: the training table has no column 'costs'.");
    }

    @Test
    void several_labels_have_no_balance() throws Exception {
        parameters.loss.classWeights = ClassWeights.BALANCED;
        parameters.validate();
        parameters.data.labels = LabelFormat.COLLECTION;

        assertInvalid(
                parameters::validate,
                "Class weights: balanced weights require one class per row. Select \"None\", or a column with the "
                        + "weight of each row.");
        assertThat(available(Task.CLASSES)).hasSize(3);
        assertThat(available(Task.SEVERAL_LABELS)).hasSize(2);
    }

    private static Iterable<?> available(Task task) throws Exception {
        return new DialogState()
                .with(Task.Current.class, task)
                .of(new ClassOrLabelsLossParameters.Available(), LearnerDialogTest.input());
    }

    @Test
    void smoothing_is_an_option_of_the_training() throws Exception {
        parameters.loss.labelSmoothing = 0.25;

        assertThat(network(execute(Orders.rows(20))).provenance().options().labelSmoothing())
                .isEqualTo(0.25);
        parameters.loss.labelSmoothing = 1;
        assertInvalid(parameters::validate, "Label smoothing: 1.0 is not at least 0 and less than 1.");
    }
}
