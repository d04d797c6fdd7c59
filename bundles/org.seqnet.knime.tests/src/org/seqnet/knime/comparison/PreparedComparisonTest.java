package org.seqnet.knime.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.node.port.PortObject;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Trends;
import org.seqnet.knime.network.NetworkPortObject;

/** Networks that preprocess their sequences, each in its own way. */
class PreparedComparisonTest {
    private static NetworkPortObject filling;
    private static NetworkPortObject plain;

    private final NetworkComparisonParameters parameters = new NetworkComparisonParameters();

    PreparedComparisonTest() {
        parameters.turns = 1;
        parameters.labelColumn = "label";
    }

    @BeforeAll
    static void train() throws Exception {
        filling = LearnerRun.preprocessing(20, Trends.rows(100, 1, 100, 0.01, 0.02));
        plain = LearnerRun.trained(Trends.rows(100, 1, 100, 0.01, 0), 1);
    }

    private NodeRun execute(PortObject... inputs) throws Exception {
        var run = NodeRun.executing(parameters, inputs);
        NetworkComparisonNodeFactory.execute(run, run);
        return run;
    }

    @Test
    void each_network_preprocesses_the_test_table_in_its_own_way() throws Exception {
        var run = execute(Trends.rows(50, 2, 100, 0.01, 0), filling, plain);
        var accuracies = Tables.column(run.table(0), "Test accuracy");

        assertThat(Double.parseDouble(accuracies.get(0))).isGreaterThan(0.9);
        assertThat(Double.parseDouble(accuracies.get(1))).isLessThan(0.9);
        // 6 steps of 4 features, since the network gets the masks too
        assertThat(Tables.column(run.table(0), "Operations per sequence"))
                .first()
                .isEqualTo(Long.toString(filling.network()
                        .architecture()
                        .operations(filling.network().input().preprocessed())));
    }

    @Test
    void gaps_are_filled_in_if_all_networks_can() throws Exception {
        var gaps = Trends.rows(50, 2, 100, 0.01, 0.02);

        assertThat(execute(gaps, filling, filling).warning()).isEmpty();
        assertThat(execute(gaps, filling, plain).warning().orElseThrow())
                .endsWith(" of the test table's 50 rows were skipped because a value of their sequence is missing.");
        parameters.missingValues = MissingValues.FAIL;
        assertFails(
                () -> execute(Trends.rows(10, 2, 1, 1, 1), filling, plain),
                "Test table, row 'Row0': the value of feature 1 ('pressure') at time step 1 is missing (NaN).",
                "Fill in the value, remove the row, or change how the node handles missing values.");
    }

    @Test
    void a_test_table_that_was_prepared_otherwise_is_refused() {
        var spec = Trends.spec(Trends.PREPARATION.with(Preparation.SCALING, "0 to 9 becomes 0 to 1"));
        var run = NodeRun.configuring(parameters, spec, filling.getSpec(), plain.getSpec());

        assertInvalid(
                () -> NetworkComparisonNodeFactory.configure(run, run),
                "Column 'sequence' of the test table was prepared differently from the training sequences of network 1 "
                        + "(input port 2): Scaling: 0 to 9 becomes 0 to 1 (network: none).",
                "Prepare the test table like the training table of the network, for example with a copy of its "
                        + "Sequence Reshaper, or disconnect the network.");
    }
}
