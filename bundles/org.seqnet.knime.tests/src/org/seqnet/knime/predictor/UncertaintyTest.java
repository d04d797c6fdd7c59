package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.Trainings;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.tensor.TensorCell;
import org.seqnet.knime.tensor.TensorColumn;

/** How far the members of an ensemble disagree, as the predictor appends it. */
class UncertaintyTest {
    private static final SequenceShape SHAPE = new SequenceShape(1, 1);
    private static final DataTableSpec SPEC =
            new DataTableSpec(TensorColumn.ofSequences("sequence", Optional.of(SHAPE)));
    private static final Recurrent UNIT = new Recurrent(Cell.RNN_RELU, 1, 1, 0, 0);
    private static final LabelDomain LABELS = LabelDomain.of("high", "low");
    private static final String NONE = "No uncertainty column is appended because the network is not an ensemble.";

    /**
     * Probabilities of "high" for a value x of at least 0: 1/2 by the first member, the sigmoid of 2x by the second.
     */
    private static final NetworkPortObject ENSEMBLE =
            network(new Classes(2), 2, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0);

    private static final NetworkPortObject SINGLE = network(new Classes(2), 1, 1, 0, 0, 2, 0, 0, 0);

    private final NetworkPredictorParameters parameters = new NetworkPredictorParameters();

    UncertaintyTest() {
        parameters.appendUncertainty = true;
    }

    private static NetworkPortObject network(Head head, int members, float... numbers) {
        var architecture = new Architecture(UNIT, head, members);
        return new NetworkPortObject(Trainings.of(architecture, SHAPE, LABELS, numbers), "level");
    }

    @Test
    void it_stands_before_the_prediction() throws Exception {
        var spec = configure(ENSEMBLE).tableSpec(0);

        assertThat(spec.getColumnNames())
                .containsExactly(
                        "sequence", "P (level=high)", "P (level=low)", "Uncertainty (level)", "Prediction (level)");
        var uncertainty = spec.getColumnSpec("Uncertainty (level)");
        assertThat(uncertainty.getType()).isEqualTo(DoubleCell.TYPE);
        assertThat(uncertainty.getDomain().getLowerBound()).isEqualTo(new DoubleCell(0));
        assertThat(uncertainty.getDomain().getUpperBound()).isEqualTo(new DoubleCell(0.5));
        assertThat(execute(ENSEMBLE, 1).table(0).getDataTableSpec()).isEqualTo(spec);
    }

    @Test
    void it_is_the_standard_deviation_of_the_members_probabilities_of_the_predicted_class() throws Exception {
        var rows = Tables.rows(execute(ENSEMBLE, 0, 1, 100).table(0));

        // the members say 0.5 and 0.8807971, and half their difference is the deviation
        assertThat(number(rows.get(1).getCell(1))).isCloseTo(0.6903985, within(1e-6));
        assertThat(number(rows.get(1).getCell(2))).isCloseTo(0.3096015, within(1e-6));
        assertThat(number(rows.get(1).getCell(3))).isCloseTo(0.1903985, within(1e-6));
        assertThat(rows.get(1).getCell(4)).hasToString("high");
        assertThat(number(rows.get(0).getCell(3))).isZero();
        assertThat(number(rows.get(2).getCell(3))).isEqualTo(0.25);
    }

    @Test
    void it_does_not_depend_on_the_other_columns() throws Exception {
        parameters.appendProbabilities = false;
        var cells = Tables.rows(execute(ENSEMBLE, 1).table(0)).get(0);

        assertThat(cells.getNumCells()).isEqualTo(3);
        assertThat(number(cells.getCell(1))).isCloseTo(0.1903985, within(1e-6));
        assertThat(cells.getCell(2)).hasToString("high");
    }

    @Test
    void calibration_does_not_change_it() throws Exception {
        var calibrated = network(new Classes(2, 2), 2, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0);
        parameters.calibrateProbabilities = true;

        var cells = Tables.rows(execute(calibrated, 1).table(0)).get(0);

        // roots of 0.6903985 and 0.3096015, made a sum of 1
        assertThat(number(cells.getCell(1))).isCloseTo(0.5989259, within(1e-6));
        assertThat(number(cells.getCell(3))).isCloseTo(0.1903985, within(1e-6));
    }

    @Test
    void probabilities_and_predictions_are_the_same_without_it() throws Exception {
        var with = execute(ENSEMBLE, 0, 1, 2).table(0);
        parameters.appendUncertainty = false;
        var without = execute(ENSEMBLE, 0, 1, 2).table(0);

        assertThat(without.getDataTableSpec().getColumnNames())
                .containsExactly("sequence", "P (level=high)", "P (level=low)", "Prediction (level)");
        for (var column : without.getDataTableSpec().getColumnNames()) {
            assertThat(Tables.column(without, column)).isEqualTo(Tables.column(with, column));
        }
    }

    @Test
    void its_name_gets_the_suffix_and_is_unique() throws Exception {
        parameters.probabilitySuffix = " A";
        assertThat(configure(ENSEMBLE).tableSpec(0).getColumnNames()).contains("Uncertainty (level) A");

        parameters.probabilitySuffix = "";
        parameters.changePredictionColumn = true;
        parameters.predictionColumn = "Uncertainty (level)";
        assertThat(configure(ENSEMBLE).tableSpec(0).getColumnNames())
                .endsWith("Uncertainty (level)", "Uncertainty (level) (#1)");
    }

    @Test
    void a_network_that_is_no_ensemble_has_none_and_says_so() throws Exception {
        var configured = configure(SINGLE);
        var executed = execute(SINGLE, 1);

        assertThat(configured.tableSpec(0).getColumnNames())
                .containsExactly("sequence", "P (level=high)", "P (level=low)", "Prediction (level)");
        assertThat(configured.warning()).contains(NONE);
        assertThat(executed.table(0).getDataTableSpec()).isEqualTo(configured.tableSpec(0));
        assertThat(executed.warning()).contains(NONE);
        parameters.appendUncertainty = false;
        assertThat(configure(SINGLE).warning()).isEmpty();
        assertThat(execute(SINGLE, 1).warning()).isEmpty();
    }

    @Test
    void a_row_without_a_prediction_has_none() throws Exception {
        var table = table(SPEC, row(Tables.floats(Shape.of(1, 1), 1)), row(DataType.getMissingCell()));

        var run = execute(ENSEMBLE, table);

        assertThat(Tables.rows(run.table(0)).get(1).getCell(3).isMissing()).isTrue();
        assertThat(run.warning()).contains("1 of 2 rows have no prediction because the sequence is missing.");
        assertThat(execute(SINGLE, table).warning())
                .contains(NONE + "\n1 of 2 rows have no prediction because the sequence is missing.");
    }

    @Test
    void a_row_that_overflows_in_one_member_has_neither_prediction_nor_uncertainty() throws Exception {
        float huge = Float.MAX_VALUE;
        var overflowing = network(new Classes(2), 2, 1, 0, 0, 0, 0, 0, 0, huge, 0, 0, huge, -huge, 0, 0);

        var run = execute(overflowing, 0, 100);

        assertThat(Tables.rows(run.table(0)).get(0).getCell(4)).hasToString("high");
        assertThat(Tables.rows(run.table(0)).get(1)).allMatch(cell -> cell.isMissing() || cell instanceof TensorCell);
        assertThat(run.warning().orElseThrow())
                .startsWith("1 of 2 rows have no prediction because values overflow in the network.");
    }

    @Test
    void of_several_labels_it_is_that_of_the_probability_of_exactly_these() throws Exception {
        // "high" by 1/2 and by the sigmoid of 2x, "low" by 1/2 each
        var several = network(new IndependentLabels(List.of(0.5f, 0.75f)), 2, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 0);

        var table = execute(several, 1).table(0);

        assertThat(table.getDataTableSpec().getColumnNames())
                .containsExactly(
                        "sequence",
                        "P (level=high)",
                        "P (level=low)",
                        "Probabilities (level)",
                        "P (level)",
                        "Uncertainty (level)",
                        "Prediction (level)");
        var cells = Tables.rows(table).get(0);
        assertThat(cells.getCell(6)).hasToString("[high]");
        assertThat(number(cells.getCell(4))).isCloseTo(0.6903985 / 2, within(1e-6));
        // 0.5 x 0.5 and 0.8807971 x 0.5
        assertThat(number(cells.getCell(5))).isCloseTo(0.1903985 / 2, within(1e-6));
        parameters.appendUncertainty = false;
        assertThat(execute(several, 1).table(0).getDataTableSpec().getColumnNames())
                .doesNotContain("Uncertainty (level)");
    }

    @Test
    void a_path_of_labels_has_none() throws Exception {
        var head = new LabelPath(2, 1, 1, List.of());
        var path = network(head, 1, new float[(int) new Architecture(UNIT, head).parameterCount(SHAPE)]);

        assertThat(configure(path).warning()).contains(NONE);
        assertThat(execute(path, 1).table(0).getDataTableSpec().getColumnNames())
                .doesNotContain("Uncertainty (level)");
    }

    private NodeRun configure(NetworkPortObject network) throws Exception {
        var run = NodeRun.configuring(parameters, network.getSpec(), SPEC);
        NetworkPredictorNodeFactory.configure(run, run);
        return run;
    }

    private NodeRun execute(NetworkPortObject network, float... values) throws Exception {
        return execute(
                network,
                table(
                        SPEC,
                        IntStream.range(0, values.length)
                                .mapToObj(n -> row(Tables.floats(Shape.of(1, 1), values[n])))
                                .toArray(DataCell[][]::new)));
    }

    private NodeRun execute(NetworkPortObject network, BufferedDataTable table) throws Exception {
        var run = NodeRun.executing(parameters, network, table);
        NetworkPredictorNodeFactory.execute(run, run);
        return run;
    }

    private static double number(DataCell cell) {
        return ((DoubleValue) cell).getDoubleValue();
    }
}
