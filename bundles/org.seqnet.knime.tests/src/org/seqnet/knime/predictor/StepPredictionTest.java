package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.Trainings;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TensorColumn;

/** What the predictor makes of networks that predict a label per time step. */
class StepPredictionTest {
    private static final SequenceShape SHAPE = SequenceShape.ofAnyLength(1);
    private static final LabelDomain LABELS = LabelDomain.of("low", "high");
    private static final DataTableSpec SPEC = new DataTableSpec(
            strings("machine"),
            TensorColumn.ofSequences("sequence", Optional.empty()),
            new DataColumnSpecCreator("state", ListCell.getCollectionType(StringCell.TYPE)).createSpec());
    private static final Recurrent UNIT = new Recurrent(Cell.RNN_RELU, 1, 1, 0, 0);

    /** Its unit adds up what it reads, h, and stays at 0 at least; it is low by softmax of 1 and h. */
    private static final NetworkPortObject NETWORK = network(LABELS, 1);

    private final NetworkPredictorParameters parameters = new NetworkPredictorParameters();

    private static NetworkPortObject network(LabelDomain labels, int members) {
        var architecture = new Architecture(UNIT, new StepClasses(2), members);
        var numbers = new float[7 * members];
        for (int member = 0; member < members; member++) {
            float[] own = {1, 1, 0, 0, 1, 1 + member, 0};
            System.arraycopy(own, 0, numbers, 7 * member, 7);
        }
        return new NetworkPortObject(Trainings.of(architecture, SHAPE, labels, numbers), "state");
    }

    private static DataCell[] sequence(String machine, DataCell states, float... values) {
        return row(string(machine), Tables.floats(Shape.of(values.length, 1), values), states);
    }

    private static DataCell states(String... states) {
        return CollectionCellFactory.createListCell(
                List.of(states).stream().map(Tables::string).toList());
    }

    private static BufferedDataTable rows() {
        return table(
                SPEC,
                sequence("a", states("low", "high", "high"), 0, 2, 1),
                row(string("b"), DataType.getMissingCell(), states()),
                sequence("c", states("low"), 3, -3));
    }

    private NodeRun run(NetworkPortObject network, BufferedDataTable table) throws Exception {
        var configured = NodeRun.configuring(parameters, network.getSpec(), table.getDataTableSpec());
        NetworkPredictorNodeFactory.configure(configured, configured);
        var run = NodeRun.executing(parameters, network, table);
        NetworkPredictorNodeFactory.execute(run, run);
        assertThat(run.table(0).getDataTableSpec().equalStructure(configured.tableSpec(0)))
                .isTrue();
        return run;
    }

    /** h is 0, 2, 3 and 3, 0; P (high) = 1 / (1 + e^(1 - h)). */
    @Test
    void lists_end_where_sequences_end_and_hold_what_is_computed_by_hand() throws Exception {
        var run = run(NETWORK, rows());

        var output = run.table(0);
        assertThat(output.getDataTableSpec().getColumnNames())
                .containsExactly(
                        "machine", "sequence", "state", "P (state=low)", "P (state=high)", "Prediction (state)");
        assertThat(output.getDataTableSpec().getColumnSpec(4).getType())
                .isEqualTo(ListCell.getCollectionType(DoubleCell.TYPE));
        assertThat(Tables.column(output, "Prediction (state)"))
                .containsExactly("[low, high, high]", "?", "[high, low]");
        assertDoubles(output, 0, 4, 0.2689414, 0.7310586, 0.8807971);
        assertDoubles(output, 0, 3, 0.7310586, 0.2689414, 0.1192029);
        assertDoubles(output, 2, 4, 0.8807971, 0.2689414);
        assertThat(run.warning()).contains("1 of 3 rows have no prediction because the sequence is missing.");
    }

    private static void assertDoubles(BufferedDataTable table, int row, int column, double... expected) {
        var list = (ListCell) Tables.rows(table).get(row).getCell(column);
        assertThat(list.size()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(((DoubleValue) list.get(i)).getDoubleValue()).isCloseTo(expected[i], within(1e-6));
        }
    }

    @Test
    void rows_per_step_repeat_the_other_columns_beside_the_actual_labels_of_lists_of_that_length() throws Exception {
        parameters.stepOutput = StepOutput.ROWS;

        var output = run(NETWORK, rows()).table(0);

        assertThat(output.getDataTableSpec().getColumnNames())
                .containsExactly(
                        "machine",
                        "Sequence RowID",
                        "Step",
                        "state",
                        "P (state=low)",
                        "P (state=high)",
                        "Prediction (state)");
        assertThat(Tables.keys(output)).containsExactly("Row0_1", "Row0_2", "Row0_3", "Row1_1", "Row2_1", "Row2_2");
        assertThat(Tables.column(output, "machine")).containsExactly("a", "a", "a", "b", "c", "c");
        assertThat(Tables.column(output, "Sequence RowID"))
                .containsExactly("Row0", "Row0", "Row0", "Row1", "Row2", "Row2");
        assertThat(Tables.column(output, "Step")).containsExactly("1", "2", "3", "?", "1", "2");
        assertThat(Tables.column(output, "state")).containsExactly("low", "high", "high", "?", "?", "?");
        assertThat(Tables.column(output, "Prediction (state)"))
                .containsExactly("low", "high", "high", "?", "high", "low");
        assertThat(((DoubleValue) Tables.rows(output).get(1).getCell(5)).getDoubleValue())
                .isCloseTo(0.7310586, within(1e-6));
    }

    @Test
    void elements_have_the_type_of_the_labels_and_probabilities_can_be_left_out() throws Exception {
        parameters.appendProbabilities = false;
        var network = network(new LabelDomain(List.of("-1", "5"), LabelType.INTEGER), 1);

        var output = run(network, rows()).table(0);

        assertThat(output.getDataTableSpec().getNumColumns()).isEqualTo(4);
        assertThat((ListCell) Tables.rows(output).get(0).getCell(3))
                .containsExactly(new IntCell(-1), new IntCell(5), new IntCell(5));
        parameters.stepOutput = StepOutput.ROWS;
        assertThat(run(network, rows())
                        .table(0)
                        .getDataTableSpec()
                        .getColumnSpec("Prediction (state)")
                        .getType())
                .isEqualTo(IntCell.TYPE);
    }

    /** The second member's logits are 2 and h: at h = 0, P (low) is 0.7310586 and 0.8807971. */
    @Test
    void an_ensemble_tells_how_far_its_members_disagree_at_each_step() throws Exception {
        parameters.appendUncertainty = true;

        var output = run(network(LABELS, 2), rows()).table(0);

        assertThat(output.getDataTableSpec().getColumnSpec(5).getName()).isEqualTo("Uncertainty (state)");
        var list = (ListCell) Tables.rows(output).get(0).getCell(5);
        assertThat(((DoubleValue) list.get(0)).getDoubleValue()).isCloseTo((0.8807971 - 0.7310586) / 2, within(1e-6));
        assertThat(list.size()).isEqualTo(3);
    }

    @Test
    void many_steps_are_predicted_in_parts() throws Exception {
        parameters.appendProbabilities = false;
        var values = new float[90_000];
        values[values.length - 1] = 5;
        var table = table(
                SPEC,
                IntStream.range(0, 5)
                        .mapToObj(n -> sequence("m", states(), values))
                        .toArray(DataCell[][]::new));

        for (var row : Tables.rows(run(NETWORK, table).table(0))) {
            var list = (ListCell) row.getCell(3);
            assertThat(list.size()).isEqualTo(90_000);
            assertThat(list.get(89_998)).hasToString("low");
            assertThat(list.get(89_999)).hasToString("high");
        }
    }

    @Test
    void the_output_of_a_network_that_is_yet_to_be_trained_is_known_if_its_labels_are() throws Exception {
        for (var output : StepOutput.values()) {
            parameters.stepOutput = output;
            var spec = new NetworkPortObjectSpec(
                    UNIT, HeadKind.STEP_CLASSES, "state", Optional.of(SHAPE), Optional.of(LABELS));
            var unknown = new NetworkPortObjectSpec(
                    UNIT, HeadKind.STEP_CLASSES, "state", Optional.of(SHAPE), Optional.empty());

            var known = NodeRun.configuring(parameters, spec, SPEC);
            NetworkPredictorNodeFactory.configure(known, known);
            var none = NodeRun.configuring(parameters, unknown, SPEC);
            NetworkPredictorNodeFactory.configure(none, none);

            assertThat(known.tableSpec(0)
                            .equalStructure(run(NETWORK, rows()).table(0).getDataTableSpec()))
                    .isTrue();
            assertThat(none.spec(0)).isEmpty();
        }
    }
}
