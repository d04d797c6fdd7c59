package org.seqnet.knime.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.node.port.PortObject;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.learner.Holes;
import org.seqnet.knime.network.NetworkPortObject;

/** What the comparison makes of rows for which numbers grow too large in a network. */
class OverflowTest {
    private static final String CURE = "Check the sequences for placeholders for missing data, such as "
            + "-3.4028235E38, and remove or replace them.";

    private static NetworkPortObject network;

    private final NetworkComparisonParameters parameters = new NetworkComparisonParameters();

    OverflowTest() {
        parameters.turns = 1;
    }

    @BeforeAll
    static void train() throws Exception {
        network = Holes.trained(Holes.rows(120), 20);
    }

    @Test
    void rows_without_a_finite_prediction_are_wrong_whatever_their_label_and_are_told() throws Exception {
        var run = execute(Holes.rows(20, 4, 6, 7), network, network);

        assertThat(Tables.column(run.table(0), "Test accuracy")).containsExactly("0.85", "0.85");
        assertThat(Tables.column(run.table(0), "Correct")).containsExactly("17", "17");
        assertThat(Tables.column(run.table(0), "Wrong")).containsExactly("3", "3");
        assertThat(Tables.column(run.table(1), "Both wrong")).containsExactly("3");
        assertThat(run.warning())
                .contains(warning("Network 1 (input port 2;") + "\n" + warning("Network 2 (input port 3;"));
    }

    private static String warning(String network) {
        return network + " CNN, filters 4 of 3 x 3, 8 dense units) has no finite prediction for 3 of 20 rows "
                + "because values overflow in the network; they count as wrong. " + CURE;
    }

    @Test
    void it_fails_at_such_a_row_if_asked() {
        parameters.missingValues = MissingValues.FAIL;

        assertFails(
                () -> execute(Holes.rows(20, 4, 6), network, network),
                "Network 1 (input port 2; CNN, filters 4 of 3 x 3, 8 dense units) has no finite prediction for "
                        + "row 'Row4' of the test table because values overflow in the network.",
                CURE,
                "Or configure the node to skip missing values: such rows then count as wrong.");
    }

    private NodeRun execute(PortObject... inputs) throws Exception {
        var run = NodeRun.executing(parameters, inputs);
        NetworkComparisonNodeFactory.execute(run, run);
        return run;
    }
}
