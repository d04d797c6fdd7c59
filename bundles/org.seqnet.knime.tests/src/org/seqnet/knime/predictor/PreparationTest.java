package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.column.MissingCells;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Trends;
import org.seqnet.knime.network.NetworkPortObject;

/** Tables that were prepared otherwise than the training table, or have gaps that a network does not fill in. */
class PreparationTest {
    private static final String SCALED = "0 to 9 becomes 0 to 1";

    private final NetworkPredictorParameters parameters = new NetworkPredictorParameters();

    private static NetworkPortObject network() throws Exception {
        return LearnerRun.trained(Trends.rows(20, 1), 1);
    }

    private NodeRun configure(NetworkPortObject network, Preparation preparation) throws Exception {
        var run = NodeRun.configuring(parameters, network.getSpec(), Trends.spec(preparation));
        NetworkPredictorNodeFactory.configure(run, run);
        return run;
    }

    @Test
    void a_table_that_was_prepared_otherwise_is_refused_before_it_is_executed() throws Exception {
        var network = network();

        assertInvalid(
                () -> configure(
                        network,
                        Trends.PREPARATION.with(Preparation.SCALING, SCALED).with("Window", "50 rows, every 25")),
                "Column 'sequence' was prepared differently from the training sequences of the network: "
                        + "Scaling: 0 to 9 "
                        + "becomes 0 to 1 (network: none); Window: 50 rows, every 25 (network: none).",
                "Prepare the table like the training table, for example with a copy of its Sequence Reshaper.",
                "Or select another column.");
        assertThat(configure(network, Trends.PREPARATION).spec(0)).isPresent();
        assertThat(configure(network, Preparation.UNKNOWN).spec(0)).isPresent();
    }

    @Test
    void a_row_with_gaps_has_no_prediction_if_the_network_does_not_fill_them_in() throws Exception {
        var network = network();
        var gaps = Trends.rows(10, 1, 1, 1, 1);
        var run = NodeRun.executing(parameters, network, gaps);
        NetworkPredictorNodeFactory.execute(run, run);

        assertThat(run.warning())
                .contains(
                        "10 of 10 rows have no prediction because a value of the sequence is missing, and the network "
                                + "does not fill in missing values.");
        parameters.missingValues = MissingCells.FAIL;
        assertFails(
                () -> NetworkPredictorNodeFactory.execute(run, run),
                "Row 'Row0', time step 1, feature 1: the value is NaN, but a network requires finite numbers. Replace "
                        + "or remove it.");
    }
}
