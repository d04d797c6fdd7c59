package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.learner.Trainings;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.tensor.TensorColumn;

/** Values as the predictor appends them. */
class ValuePredictionTest {
    private static final SequenceShape SHAPE = new SequenceShape(1, 1);
    private static final DataTableSpec SPEC =
            new DataTableSpec(TensorColumn.ofSequences("sequence", Optional.of(SHAPE)));
    private static final Recurrent UNIT = new Recurrent(Cell.RNN_RELU, 1, 1, 0, 0);
    private static final Standard DEGREES = new Standard(20, 5);
    private static final Standard BARS = new Standard(1, 0.01);
    private static final LabelDomain ONE = LabelDomain.of("degrees");
    private static final LabelDomain TWO = LabelDomain.of("degrees", "bars");

    /** For a value x of at least 0, the outputs are 2x - 1 and x / 2. */
    private static final NetworkPortObject NETWORK =
            network(List.of(DEGREES, BARS), ValueLoss.SQUARED, TWO, 1, 1, 0, 0, 2, 0.5f, -1, 0);

    /** For a value x of at least 0, the outputs of the quantiles are x - 1, x and x + 1. */
    private static final NetworkPortObject QUANTILES = network(
            List.of(DEGREES), new ValueLoss.Quantiles(List.of(0.05, 0.5, 0.95)), ONE, 1, 1, 0, 0, 1, 1, 1, -1, 0, 1);

    /** For a value x of at least 0, the members' outputs are x and 3x. */
    private static final NetworkPortObject ENSEMBLE =
            network(List.of(DEGREES), ValueLoss.ABSOLUTE, ONE, 2, 1, 0, 0, 1, 0, 1, 0, 0, 3, 0);

    private final NetworkPredictorParameters parameters = new NetworkPredictorParameters();

    private static NetworkPortObject network(
            List<Standard> standards, ValueLoss loss, LabelDomain targets, int members, float... numbers) {
        var architecture = new Architecture(UNIT, new Values(standards, loss, Optional.empty()), members);
        return new NetworkPortObject(Trainings.of(architecture, SHAPE, targets, numbers), "targets");
    }

    private NodeRun execute(NetworkPortObject network, double... values) throws Exception {
        var rows = DoubleStream.of(values)
                .mapToObj(value -> row(floats(Shape.of(1, 1), (float) value)))
                .toArray(DataCell[][]::new);
        var run = NodeRun.executing(parameters, network, table(SPEC, rows));
        NetworkPredictorNodeFactory.execute(run, run);
        return run;
    }

    private static List<Double> numbers(NodeRun run, int row) {
        return Tables.rows(run.table(0)).get(row).stream()
                .skip(1)
                .map(cell -> ((DoubleValue) cell).getDoubleValue())
                .toList();
    }

    @Test
    void each_target_is_given_in_its_own_unit() throws Exception {
        var run = execute(NETWORK, 0, 3);

        assertThat(run.table(0).getDataTableSpec().getColumnNames())
                .containsExactly("sequence", "Prediction (degrees)", "Prediction (bars)");
        assertThat(run.table(0).getDataTableSpec().stream().skip(1))
                .allMatch(column -> column.getType().equals(DoubleCell.TYPE));
        assertThat(numbers(run, 0)).containsExactly(20 - 5.0, 1.0);
        assertThat(numbers(run, 1)).containsExactly(20 + 5 * 5.0, 1 + 0.01 * 1.5);
        assertThat(run.warning()).isEmpty();
    }

    @Test
    void the_spec_is_told_before_execution() throws Exception {
        var run = NodeRun.configuring(parameters, NETWORK.getSpec(), SPEC);
        NetworkPredictorNodeFactory.configure(run, run);

        assertThat(run.tableSpec(0).equalStructure(execute(NETWORK, 1).table(0).getDataTableSpec()))
                .isTrue();
    }

    @Test
    void quantiles_stand_before_the_prediction_which_is_the_middle_one() throws Exception {
        parameters.probabilitySuffix = " of A";

        var run = execute(QUANTILES, 2);

        assertThat(run.table(0).getDataTableSpec().getColumnNames())
                .containsExactly(
                        "sequence",
                        "Prediction (degrees, 0.05) of A",
                        "Prediction (degrees, 0.5) of A",
                        "Prediction (degrees, 0.95) of A",
                        "Prediction (degrees)");
        assertThat(numbers(run, 0)).containsExactly(25.0, 30.0, 35.0, 30.0);
    }

    @Test
    void the_uncertainty_is_the_deviation_of_the_members_values() throws Exception {
        parameters.appendUncertainty = true;

        var run = execute(ENSEMBLE, 1);

        assertThat(run.table(0).getDataTableSpec().getColumnNames())
                .containsExactly("sequence", "Uncertainty (degrees)", "Prediction (degrees)");
        // the members say 25 and 35
        assertThat(numbers(run, 0).get(0)).isCloseTo(5, within(1e-9));
        assertThat(numbers(run, 0).get(1)).isCloseTo(30, within(1e-9));
        assertThat(execute(NETWORK, 1).warning())
                .contains("No uncertainty column is appended because the network is not an ensemble.");
    }

    @Test
    void a_custom_name_is_that_of_the_only_target_or_begins_those_of_several() throws Exception {
        parameters.changePredictionColumn = true;
        parameters.predictionColumn = "forecast";

        assertThat(execute(QUANTILES, 2).table(0).getDataTableSpec().getColumnNames())
                .endsWith("Prediction (degrees, 0.95)", "forecast");
        assertThat(execute(NETWORK, 2).table(0).getDataTableSpec().getColumnNames())
                .containsExactly("sequence", "forecast (degrees)", "forecast (bars)");
    }

    @Test
    void values_that_overflow_are_missing_and_counted() throws Exception {
        var run = execute(NETWORK, 1, 3e38);

        assertThat(Tables.column(run.table(0), "Prediction (degrees)").get(1)).isEqualTo("?");
        assertThat(run.warning().orElseThrow())
                .startsWith("1 of 2 rows have no prediction because values overflow in the network. ");
        parameters.missingValues = MissingCells.FAIL;
        assertFails(
                () -> execute(NETWORK, 1, 3e38),
                "Row 'Row1': the prediction is not finite because values overflow in the network.",
                org.seqnet.knime.message.Failures.LOOK_FOR_NO_DATA,
                "Alternatively, configure the node to keep missing values.");
    }
}
