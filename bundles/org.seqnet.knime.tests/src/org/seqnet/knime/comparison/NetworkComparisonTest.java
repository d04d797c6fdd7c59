package org.seqnet.knime.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.seqnet.engine.metrics.ScoreInterval;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Orders;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;
import org.seqnet.knime.tensor.TensorColumn;

class NetworkComparisonTest {
    private static final String LSTM = "LSTM, 1 layer of 4 units";

    /** Knows the task. */
    private static NetworkPortObject good;
    /** Knows it too, was measured in each epoch, and names its labels in another order. */
    private static NetworkPortObject other;
    /** Learned it the wrong way round. */
    private static NetworkPortObject bad;

    private final NetworkComparisonParameters parameters = new NetworkComparisonParameters();

    NetworkComparisonTest() {
        parameters.turns = 1;
    }

    @BeforeAll
    static void train() throws Exception {
        good = LearnerRun.trained(Orders.rows(100), 12);
        other = LearnerRun.trained(12, 0, labelled(100, false), labelled(10, false));
        bad = LearnerRun.trained(labelled(100, true), 12);
    }

    /** Returns rows of the task whose labels are declared as rising, falling. */
    private static BufferedDataTable labelled(int count, boolean wrong) {
        var spec = new DataTableSpec(Orders.SPEC.getColumnSpec(0), strings("label", "rising", "falling"));
        return table(
                spec,
                Tables.rows(Orders.rows(count)).stream()
                        .map(row -> row(
                                row.getCell(0),
                                string((row.getCell(1).toString().equals("rising") != wrong) ? "rising" : "falling")))
                        .toArray(DataCell[][]::new));
    }

    @Test
    void the_specs_name_all_columns() throws Exception {
        var run = configure(Orders.SPEC, good.getSpec(), other.getSpec());

        assertThat(run.tableSpec(0).getColumnNames())
                .containsExactly(
                        "Network",
                        "Epochs",
                        "Training time (s)",
                        "Time per epoch (s)",
                        "Accuracy to reach",
                        "Time to reach it (s)",
                        "Parameters",
                        "Operations per sequence",
                        "Training sequences/s",
                        "Classified sequences/s",
                        "Test accuracy",
                        "Lower bound (95 %)",
                        "Upper bound (95 %)",
                        "Correct",
                        "Wrong");
        assertThat(run.tableSpec(1).getColumnNames())
                .containsExactly(
                        "First network",
                        "Second network",
                        "Both right",
                        "Only first right",
                        "Only second right",
                        "Both wrong",
                        "p-value (McNemar)",
                        "p-value (Holm)",
                        "Verdict");
        assertThat(parameters.sequenceColumn).isEqualTo("sequence");
        assertThat(parameters.labelColumn).isEqualTo("label");
    }

    @Test
    void an_ensemble_is_compared_as_one_network_that_costs_as_much_as_its_members() throws Exception {
        var ensemble = LearnerRun.ensemble(3, 12, Orders.rows(100));

        var run = execute(Orders.rows(40), good, ensemble);

        var networks = run.table(0);
        assertThat(Tables.column(networks, "Network")).containsExactly(LSTM, LSTM + ", ensemble of 3");
        int single = good.network().parameterCount();
        assertThat(Tables.column(networks, "Parameters"))
                .containsExactly(Integer.toString(single), Integer.toString(3 * single));
        assertThat(Tables.column(run.table(1), "Second network")).containsExactly(LSTM + ", ensemble of 3");
    }

    @Test
    void each_network_is_a_row_with_what_it_costs_and_gives() throws Exception {
        parameters.accuracyToReach = 1;

        var run = execute(Orders.rows(40), good, other, bad);

        var networks = run.table(0);
        var interval = ScoreInterval.of(40, 40);
        assertThat(networks.getDataTableSpec().equalStructure(ComparisonTables.NETWORKS))
                .isTrue();
        assertThat(Tables.keys(networks)).containsExactly("Network 1", "Network 2", "Network 3");
        assertThat(Tables.column(networks, "Network")).containsExactly(LSTM, LSTM + " (2)", LSTM + " (3)");
        assertThat(Tables.column(networks, "Epochs")).containsOnly("12");
        assertThat(Tables.column(networks, "Parameters"))
                .containsOnly(Integer.toString(good.network().parameterCount()));
        // 2 steps of 4 units with 4 gates on 1 feature and 4 units, then 4 x 2 outputs, each a product and a sum
        assertThat(Tables.column(networks, "Operations per sequence"))
                .containsOnly(Integer.toString(2 * (2 * 4 * 4 * (1 + 4) + 4 * 2)));
        assertThat(Tables.column(networks, "Correct")).containsExactly("40", "40", "0");
        assertThat(Tables.column(networks, "Wrong")).containsExactly("0", "0", "40");
        assertThat(Tables.column(networks, "Test accuracy")).containsExactly("1.0", "1.0", "0.0");
        assertThat(Tables.column(networks, "Lower bound (95 %)"))
                .containsExactly(Double.toString(interval.lower()), Double.toString(interval.lower()), "0.0");
        assertThat(Tables.column(networks, "Classified sequences/s"))
                .allSatisfy(speed -> assertThat(Double.parseDouble(speed)).isPositive());
        assertThat(run.warning()).isEmpty();
    }

    @Test
    void times_are_those_of_the_history() throws Exception {
        parameters.accuracyToReach = 1;

        var networks = execute(Orders.rows(4), good, other).table(0);

        var history = other.network().provenance().history();
        double untilThen = 0;
        for (var epoch : history) {
            untilThen += epoch.seconds();
            if (epoch.validation().orElseThrow().accuracy() == 1) {
                break;
            }
        }
        assertThat(Tables.column(networks, "Time to reach it (s)")).containsExactly("?", Double.toString(untilThen));
        assertThat(numbers(networks, "Training time (s)")[1])
                .isEqualTo(
                        history.stream().mapToDouble(epoch -> epoch.seconds()).sum());
        assertThat(Tables.column(networks, "Accuracy to reach")).containsOnly("1.0");
    }

    @Test
    void each_pair_is_a_row_with_a_verdict() throws Exception {
        var pairs = execute(Orders.rows(40), good, other, bad).table(1);

        double p = Math.pow(0.5, 39);
        assertThat(Tables.keys(pairs)).containsExactly("Pair 1", "Pair 2", "Pair 3");
        assertThat(Tables.column(pairs, "First network")).containsExactly(LSTM, LSTM, LSTM + " (2)");
        assertThat(Tables.column(pairs, "Second network")).containsExactly(LSTM + " (2)", LSTM + " (3)", LSTM + " (3)");
        assertThat(Tables.column(pairs, "Both right")).containsExactly("40", "0", "0");
        assertThat(Tables.column(pairs, "Only first right")).containsExactly("0", "40", "40");
        assertThat(Tables.column(pairs, "Only second right")).containsOnly("0");
        assertThat(Tables.column(pairs, "Both wrong")).containsOnly("0");
        assertThat(numbers(pairs, "p-value (McNemar)")).containsExactly(new double[] {1, p, p}, within(1e-20));
        assertThat(numbers(pairs, "p-value (Holm)")).containsExactly(new double[] {1, 3 * p, 3 * p}, within(1e-20));
        assertThat(Tables.column(pairs, "Verdict"))
                .containsExactly("no difference shown at 5 %", "first is better", "first is better");
        assertThat(Tables.column(execute(Orders.rows(40), bad, good).table(1), "Verdict"))
                .containsExactly("second is better");
    }

    /** Six rows alone show a difference (p = 1/32); with six pairs they do not (Holm: 5/32 and more). */
    @Test
    void the_verdict_goes_by_the_p_value_that_counts_the_pairs() throws Exception {
        assertThat(Tables.column(execute(Orders.rows(6), good, bad).table(1), "Verdict"))
                .containsExactly("first is better");
        assertThat(Tables.column(execute(Orders.rows(6), good, other, good, bad).table(1), "Verdict"))
                .containsOnly("no difference shown at 5 %");
    }

    @Test
    void sequences_of_different_lengths_have_no_number_of_operations() throws Exception {
        var any = LearnerRun.trained(Orders.ofAnyLength(60), 2);

        var run = execute(Orders.ofAnyLength(24), any, any);
        var ofOneLength = execute(Orders.rows(4), any, good);

        assertThat(Tables.column(run.table(0), "Operations per sequence")).containsOnly("?");
        assertThat(Tables.column(ofOneLength.table(0), "Operations per sequence"))
                .containsOnly("336");
    }

    @Test
    void rows_with_missing_cells_are_skipped_and_counted_or_refused() throws Exception {
        var missing = DataType.getMissingCell();
        var table = table(
                Orders.SPEC,
                row(bytes(Shape.of(2, 1), 3, 0), string("falling")),
                row(missing, string("rising")),
                row(bytes(Shape.of(2, 1), 0, 3), missing));

        var run = execute(table, good, other);

        assertThat(Tables.column(run.table(0), "Correct")).containsOnly("1");
        assertThat(run.warning())
                .contains("2 of the test table's 3 rows were skipped because their sequence or label is missing.");
        parameters.missingValues = MissingValues.FAIL;
        assertFails(
                () -> execute(table, good, other),
                "Test table, row 'Row1': the cell of column 'sequence' is missing.",
                "Fill in the value, remove the row, or configure the node to skip rows with missing values.");
    }

    @Test
    void training_times_of_different_devices_are_not_comparable() throws Exception {
        var three = LearnerRun.trained(1, 3, Orders.rows(20));
        var five = LearnerRun.trained(1, 5, Orders.rows(20));

        assertThat(execute(Orders.rows(4), three, five).warning())
                .contains("The networks were trained on different devices, so their training times are not "
                        + "comparable: CPU, 3 threads; CPU, 5 threads.");
    }

    @Test
    void a_network_that_reads_other_sequences_than_the_table_has_is_named() throws Exception {
        var longer = TensorColumn.ofSequences("sequence", Optional.of(new SequenceShape(3, 1)));
        var spec = new DataTableSpec(longer, Orders.SPEC.getColumnSpec(1));
        var any = LearnerRun.trained(Orders.ofAnyLength(60), 1);

        assertInvalid(
                () -> configure(spec, any.getSpec(), good.getSpec()),
                "Network 2 (input port 3; LSTM, 1 layer of 4 units) reads sequences of 2 time steps x 1 feature, "
                        + "but column 'sequence' of the test table contains tensors of 3 x 1.");
        assertFails(
                () -> execute(
                        table(Orders.ANY_LENGTH, row(bytes(Shape.of(3, 1), 1, 2, 3), string("rising"))), any, good),
                "Test table, row 'Row0' has 3 time steps x 1 feature; it must have 2 time steps x 1 feature, as the "
                        + "networks read. Reshape all sequences to the same shape first.");
    }

    @Test
    void networks_that_read_different_sequences_are_named() {
        var longer = new NetworkPortObjectSpec(
                Recurrent.reference(),
                HeadKind.CLASSES,
                "label",
                Optional.of(new SequenceShape(28, 1)),
                Optional.of(LabelDomain.of("falling", "rising")));

        assertInvalid(
                () -> configure(Orders.ANY_LENGTH, good.getSpec(), longer),
                "Network 2 (input port 3; LSTM, 2 layers of 128 units) reads sequences of 28 time steps x 1 "
                        + "feature, but another network reads sequences of 2 time steps x 1 feature.");
    }

    @Test
    void a_network_that_learned_other_labels_is_named() throws Exception {
        var pets = new DataTableSpec(Orders.SPEC.getColumnSpec(0), strings("label", "cat", "dog"));
        var unknown = new DataTableSpec(Orders.SPEC.getColumnSpec(0), strings("label"));

        assertInvalid(
                () -> configure(pets, good.getSpec(), other.getSpec()),
                "Network 1 (input port 2; LSTM, 1 layer of 4 units) has none of the labels of column 'label' of "
                        + "the test table; its labels are 2: falling, rising.");
        assertFails(
                () -> execute(
                        table(
                                unknown,
                                row(bytes(Shape.of(2, 1), 0, 3), string("rising")),
                                row(bytes(Shape.of(2, 1), 0, 3), string("cat"))),
                        good,
                        other),
                "Network 1 (input port 2; LSTM, 1 layer of 4 units) does not have the label 'cat' of the test "
                        + "table; its labels are 2: falling, rising.",
                "Remove the rows with this label, or connect a network that was trained on it.");
    }

    @Test
    void networks_of_other_tasks_are_named_and_lead_to_their_scorers() {
        var sets = List.of(new IndependentLabels(List.of(0.5f)), new LabelPath(1, 2, 3, List.of()));
        var heads = Stream.concat(sets.stream().map(HeadKind::new), Stream.of(HeadKind.STEP_CLASSES));
        for (var head : heads.toList()) {
            var encoder = good.getSpec().encoder();
            var spec = new NetworkPortObjectSpec(encoder, head, "label", Optional.empty(), Optional.empty());
            assertInvalid(
                    () -> configure(Orders.SPEC, good.getSpec(), spec),
                    "Network 2 (input port 3; LSTM, 1 layer of 4 units) "
                            + head.example().purpose()
                            + "; only networks that predict one class or numeric values per sequence can be compared.",
                    "Disconnect the network. To measure it, use a Network Predictor and a "
                            + (head.predictsSteps() ? "Step Label Scorer." : "Multi-Label Scorer."));
        }
    }

    @Test
    void what_is_not_known_yet_is_not_refused() throws Exception {
        var unread = new NetworkPortObjectSpec(
                Recurrent.reference(), HeadKind.CLASSES, "label", Optional.empty(), Optional.empty());

        assertThat(configure(Orders.SPEC, good.getSpec(), unread).spec(0)).isPresent();
    }

    @Test
    void a_table_without_rows_is_refused() {
        assertFails(
                () -> execute(table(Orders.SPEC), good, other),
                "The test table has no rows.",
                "Check the preceding nodes: a filter may be too strict.");
    }

    @Test
    void rows_of_one_class_are_enough() throws Exception {
        var run = execute(table(Orders.SPEC, row(bytes(Shape.of(2, 1), 3, 0), string("falling"))), good, bad);

        assertThat(Tables.column(run.table(0), "Correct")).containsExactly("1", "0");
        assertThat(Tables.column(run.table(1), "p-value (McNemar)")).containsExactly("1.0");
    }

    @Test
    void settings_out_of_range_are_refused() {
        parameters.accuracyToReach = 98;
        assertInvalid(parameters::validate, "Target accuracy: 98.0 is not greater than 0 and at most 1.");

        parameters.accuracyToReach = Double.NaN;
        assertInvalid(parameters::validate, "Target accuracy: NaN is not greater than 0 and at most 1.");

        parameters.accuracyToReach = 1;
        parameters.turns = 0;
        assertInvalid(parameters::validate, "Timing repetitions: 0 is less than 1.");
    }

    @Test
    void cancelling_ends_it_within_a_batch() {
        int rows = 20;
        for (int batches = 0; batches < 4; batches++) {
            int allowed = rows + batches;
            var asked = new AtomicInteger();
            var monitor = new DefaultNodeProgressMonitor() {
                @Override
                public void checkCanceled() throws CanceledExecutionException {
                    // once for each row packed, then once for each batch
                    if (asked.incrementAndGet() > allowed) {
                        throw new CanceledExecutionException();
                    }
                }
            };
            var run = NodeRun.executing(Tables.execution(monitor), parameters, Orders.rows(rows), good, bad);

            assertThatThrownBy(() -> NetworkComparisonNodeFactory.execute(run, run))
                    .isInstanceOf(CanceledExecutionException.class);
            assertThat(asked.get()).isLessThanOrEqualTo(allowed + 3);
            assertThat(run.object(0)).isNull();
        }
    }

    private static double[] numbers(BufferedDataTable table, String column) {
        return Tables.column(table, column).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private NodeRun configure(PortObjectSpec... specs) throws Exception {
        var run = NodeRun.configuring(parameters, specs);
        NetworkComparisonNodeFactory.configure(run, run);
        return run;
    }

    private NodeRun execute(PortObject... inputs) throws Exception {
        var run = NodeRun.executing(parameters, inputs);
        NetworkComparisonNodeFactory.execute(run, run);
        return run;
    }
}
