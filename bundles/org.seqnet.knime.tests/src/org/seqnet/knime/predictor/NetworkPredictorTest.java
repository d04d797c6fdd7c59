package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.dialog.PrecisionSetting;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Orders;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TensorColumn;

class NetworkPredictorTest {
    private static final DataTableSpec SEQUENCES = new DataTableSpec(Orders.SPEC.getColumnSpec(0));
    private static NetworkPortObject network;

    private final NetworkPredictorParameters parameters = new NetworkPredictorParameters();

    @BeforeAll
    static void train() throws Exception {
        network = LearnerRun.trained(Orders.rows(100), 12);
    }

    @Test
    void probabilities_are_appended_and_the_prediction_stands_last() throws Exception {
        var spec = configure(Orders.SPEC).tableSpec(0);

        assertThat(spec.getColumnNames())
                .containsExactly("sequence", "label", "P (label=falling)", "P (label=rising)", "Prediction (label)");
        var probability = spec.getColumnSpec(2).getDomain();
        assertThat(probability.getLowerBound()).isEqualTo(new DoubleCell(0));
        assertThat(probability.getUpperBound()).isEqualTo(new DoubleCell(1));
        assertThat(spec.getColumnSpec(4).getType()).isEqualTo(StringCell.TYPE);
        assertThat(spec.getColumnSpec(4).getDomain().getValues())
                .containsExactly(new StringCell("falling"), new StringCell("rising"));
    }

    @Test
    void the_output_has_the_spec_that_configuring_promised() throws Exception {
        assertThat(execute(Orders.rows(10)).getDataTableSpec())
                .isEqualTo(configure(Orders.SPEC).tableSpec(0));
    }

    @Test
    void predictions_are_right_and_probabilities_sum_to_1() throws Exception {
        var output = execute(Orders.rows(10));

        assertThat(Tables.column(output, "Prediction (label)")).isEqualTo(Tables.column(output, "label"));
        for (var row : Tables.rows(output)) {
            assertThat(probability(row.getCell(2)) + probability(row.getCell(3)))
                    .isCloseTo(1, offset(1e-5));
        }
    }

    @Test
    void mixed_precision_that_is_not_available_is_told_of_and_gives_the_predictions_of_single_precision()
            throws Exception {
        var single = Tables.rows(execute(Orders.rows(10)));
        parameters.precision = PrecisionSetting.MIXED;
        var run = NodeRun.executing(parameters, network, Orders.rows(10));
        NetworkPredictorNodeFactory.execute(run, run);

        assertThat(Tables.rows(run.table(0))).isEqualTo(single);
        assertThat(run.warning())
                .contains("Mixed precision is not available: The bundle org.seqnet.onednn is not installed. The "
                        + "predictions were computed in single precision.");
    }

    @Test
    void automatic_precision_that_is_single_is_not_told_of() throws Exception {
        parameters.precision = PrecisionSetting.AUTOMATIC;
        var run = NodeRun.executing(parameters, LearnerRun.ofUnits(64, Orders.rows(10)), Orders.rows(10));
        NetworkPredictorNodeFactory.execute(run, run);

        assertThat(run.warning()).isEmpty();
    }

    @Test
    void probabilities_are_calibrated_by_the_temperature_of_the_network() throws Exception {
        var plain = execute(Orders.rows(10));
        var trained = network.network();
        network = new NetworkPortObject(new TrainedNetwork(
                        new Architecture(trained.architecture().encoder(), new Classes(2, 2)),
                        trained.input(),
                        trained.labels(),
                        trained.parameters(),
                        trained.updaterState(),
                        trained.steps(),
                        trained.provenance())
                .withLabelName(trained.labelName()));
        var uncalibrated = execute(Orders.rows(10));
        parameters.calibrateProbabilities = true;
        var calibrated = execute(Orders.rows(10));
        network = new NetworkPortObject(trained);

        for (int row = 0; row < 10; row++) {
            double p = probability(Tables.rows(plain).get(row).getCell(2));
            double q = probability(Tables.rows(plain).get(row).getCell(3));
            double expected = Math.sqrt(p) / (Math.sqrt(p) + Math.sqrt(q));
            assertThat(probability(Tables.rows(uncalibrated).get(row).getCell(2)))
                    .isEqualTo(p);
            assertThat(probability(Tables.rows(calibrated).get(row).getCell(2))).isCloseTo(expected, offset(1e-6));
        }
        assertThat(Tables.column(calibrated, "Prediction (label)"))
                .isEqualTo(Tables.column(plain, "Prediction (label)"));
    }

    @Test
    void more_rows_than_a_batch_holds_keep_their_order_and_their_missing_cells() throws Exception {
        var rows = new ArrayList<DataCell[]>();
        for (int i = 0; i < 2500; i++) {
            rows.add(
                    i % 7 == 0
                            ? row(DataType.getMissingCell(), string("falling"))
                            : row(bytes(Shape.of(2, 1), i % 2 == 0 ? 3 : 0, i % 2 == 0 ? 0 : 3), string("falling")));
        }
        var output = execute(table(Orders.SPEC, rows.toArray(DataCell[][]::new)));

        var predictions = Tables.column(output, "Prediction (label)");
        assertThat(predictions).hasSize(2500);
        for (int i = 0; i < 2500; i++) {
            assertThat(predictions.get(i)).isEqualTo(i % 7 == 0 ? "?" : i % 2 == 0 ? "falling" : "rising");
        }
    }

    @Test
    void probabilities_can_be_left_out_and_columns_renamed() throws Exception {
        parameters.appendProbabilities = false;
        parameters.changePredictionColumn = true;
        parameters.predictionColumn = "order";

        assertThat(execute(Orders.rows(2)).getDataTableSpec().getColumnNames())
                .containsExactly("sequence", "label", "order");
    }

    @Test
    void probability_columns_take_a_suffix() throws Exception {
        parameters.probabilitySuffix = " (LSTM)";

        assertThat(configure(SEQUENCES).tableSpec(0).getColumnNames())
                .contains("P (label=falling) (LSTM)", "P (label=rising) (LSTM)");
    }

    @Test
    void a_second_predictor_finds_free_names() throws Exception {
        var again = execute(Orders.rows(2));

        assertThat(execute(again).getDataTableSpec().getColumnNames())
                .endsWith("P (label=falling) (#1)", "P (label=rising) (#1)", "Prediction (label) (#1)");
    }

    @Test
    void a_prediction_named_like_a_probability_gets_a_name_that_is_free() throws Exception {
        parameters.changePredictionColumn = true;
        parameters.predictionColumn = "P (label=rising)";

        assertThat(execute(Orders.rows(2)).getDataTableSpec().getColumnNames())
                .containsExactly("sequence", "label", "P (label=falling)", "P (label=rising)", "P (label=rising) (#1)");
    }

    @Test
    void missing_sequences_get_missing_predictions_and_are_counted() throws Exception {
        var run = NodeRun.executing(
                parameters, network, table(Orders.SPEC, row(DataType.getMissingCell(), string("rising"))));
        NetworkPredictorNodeFactory.execute(run, run);

        var row = Tables.rows(run.table(0)).get(0);
        assertThat(row.getCell(2).isMissing()
                        && row.getCell(3).isMissing()
                        && row.getCell(4).isMissing())
                .isTrue();
        assertThat(run.warning()).contains("1 of 1 rows have no prediction because the sequence is missing.");
    }

    @Test
    void missing_sequences_fail_if_asked() {
        parameters.missingValues = MissingCells.FAIL;

        assertFails(
                () -> execute(table(Orders.SPEC, row(DataType.getMissingCell(), string("rising")))),
                "Row 'Row0': the sequence is missing.",
                "Fill in the value, remove the row, or configure the node to keep missing values.");
    }

    @Test
    void a_column_of_another_shape_is_refused_before_execution() {
        var other = new DataTableSpec(TensorColumn.ofSequences("rows", Optional.of(new SequenceShape(28, 28))));

        assertInvalid(
                () -> configure(other),
                "Column 'rows' contains tensors of 28 x 28; the network expects sequences of 2 time steps x 1"
                        + " feature.");
    }

    @Test
    void a_row_of_another_shape_is_named() {
        var shapeless = new DataTableSpec(TensorColumn.unknown("sequence"));

        assertFails(
                () -> execute(table(shapeless, row(bytes(Shape.of(3, 1), 1, 2, 3)))),
                "Row 'Row0' has 3 time steps x 1 feature; it must have 2 time steps x 1 feature, as the "
                        + "network requires. Reshape all sequences to the same shape first.");
    }

    @Test
    void sequences_of_any_length_are_predicted_as_if_each_were_alone() throws Exception {
        var any = LearnerRun.trained(Orders.ofAnyLength(120), 60);
        var rows = Tables.rows(Orders.ofAnyLength(1300));
        var together = execute(any, Orders.ofAnyLength(1300));

        assertThat(probabilities(together)).hasSize(1300);
        // 1,300 rows are two batches; row 999 is the first one's last.
        for (int i : new int[] {0, 1, 2, 11, 500, 999, 1000, 1299}) {
            var alone = execute(any, table(Orders.ANY_LENGTH, row(rows.get(i).getCell(0), string("falling"))));
            assertThat(probabilities(alone).get(0))
                    .isCloseTo(probabilities(together).get(i), offset(1e-6));
        }
        var backward = new DataCell[1300][];
        for (int i = 0; i < 1300; i++) {
            backward[i] = row(rows.get(1299 - i).getCell(0), string("falling"));
        }
        var reversed = probabilities(execute(any, table(Orders.ANY_LENGTH, backward)));
        for (int i = 0; i < 1300; i++) {
            assertThat(reversed.get(1299 - i)).isCloseTo(probabilities(together).get(i), offset(1e-6));
        }
    }

    @Test
    void a_network_for_any_length_takes_lengths_that_it_never_saw_and_missing_cells() throws Exception {
        var any = LearnerRun.trained(Orders.ofAnyLength(120), 60);
        var output = execute(
                any,
                table(
                        Orders.ANY_LENGTH,
                        row(bytes(Shape.of(1, 1), 3), string("falling")),
                        row(DataType.getMissingCell(), string("falling")),
                        row(bytes(Shape.of(40, 1), new int[40]), string("falling"))));

        assertThat(Tables.column(output, "Prediction (label)").get(0)).isEqualTo("falling");
        assertThat(Tables.column(output, "Prediction (label)").get(1)).isEqualTo("?");
        assertThat(Tables.column(output, "Prediction (label)").get(2)).isNotEqualTo("?");
        // A column of one length is a case of any.
        assertThat(Tables.column(execute(any, Orders.rows(4)), "Prediction (label)"))
                .hasSize(4);
    }

    @Test
    void other_features_than_a_network_for_any_length_reads_are_refused() throws Exception {
        var any = LearnerRun.trained(Orders.ofAnyLength(24), 1);
        var told = new DataTableSpec(TensorColumn.ofSequences("sequence", Optional.of(new SequenceShape(28, 28))));

        assertInvalid(
                () -> configure(any, told),
                "Column 'sequence' contains tensors of 28 x 28; the network expects sequences of 1 or more time "
                        + "steps x 1 feature.");
        assertFails(
                () -> execute(any, table(Orders.ANY_LENGTH, row(bytes(Shape.of(1, 2), 1, 2), string("rising")))),
                "Row 'Row0' has 1 time step x 2 features; it must have 1 or more time steps x 1 feature, as the "
                        + "network requires. Reshape all sequences to the same number of features first.");
    }

    @Test
    void a_table_without_tensors_is_refused() {
        assertInvalid(
                () -> configure(new DataTableSpec(strings("label"))),
                "Sequence column: the input table has no column of tensors.");
    }

    @Test
    void a_column_that_is_not_there_is_named() {
        parameters.sequenceColumn = "rows";

        assertInvalid(() -> configure(Orders.SPEC), "Sequence column: the input table has no column 'rows'.");
    }

    @Test
    void without_the_labels_the_output_is_not_known_yet() throws Exception {
        var untrained = new NetworkPortObjectSpec(
                network.getSpec().encoder(), HeadKind.CLASSES, "label", Optional.of(Orders.SHAPE), Optional.empty());
        var run = NodeRun.configuring(parameters, untrained, Orders.SPEC);
        NetworkPredictorNodeFactory.configure(run, run);

        assertThat(run.spec(0)).isEmpty();
    }

    @Test
    void an_empty_name_for_the_prediction_is_refused() {
        parameters.changePredictionColumn = true;
        parameters.predictionColumn = "";

        assertInvalid(parameters::validate, "Prediction column name: the name is empty.");
    }

    @Test
    void an_empty_table_gives_an_empty_table() throws Exception {
        assertThat(execute(table(Orders.SPEC)).size()).isZero();
    }

    private NodeRun configure(DataTableSpec table) throws Exception {
        return configure(network, table);
    }

    private NodeRun configure(NetworkPortObject applied, DataTableSpec table) throws Exception {
        var run = NodeRun.configuring(parameters, applied.getSpec(), table);
        NetworkPredictorNodeFactory.configure(run, run);
        return run;
    }

    private BufferedDataTable execute(BufferedDataTable table) throws Exception {
        return execute(network, table);
    }

    private BufferedDataTable execute(NetworkPortObject applied, BufferedDataTable table) throws Exception {
        var run = NodeRun.executing(parameters, applied, table);
        NetworkPredictorNodeFactory.execute(run, run);
        return run.table(0);
    }

    private static List<Double> probabilities(BufferedDataTable output) {
        return Tables.rows(output).stream()
                .map(row -> probability(row.getCell(2)))
                .toList();
    }

    private static double probability(DataCell cell) {
        return ((DoubleValue) cell).getDoubleValue();
    }
}
