package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.NodeParameters;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** Networks that are trained together as one. */
class EnsembleTest extends Learning<LstmLearnerParameters> {
    private static final String MATCH =
            "Change the network settings to match, or disconnect the network to train a new one.";

    EnsembleTest() {
        super(Orders.parameters());
        parameters.ensemble.members = 3;
    }

    @Test
    void an_ensemble_is_trained_whose_first_member_is_the_network_alone() throws Exception {
        var run = execute(Orders.rows(60), Orders.rows(10));
        parameters.ensemble.members = 1;
        var alone = execute(Orders.rows(60), Orders.rows(10));

        var parametersOfAll = network(run).parameters();
        var parametersOfOne = network(alone).parameters();
        assertThat(parametersOfAll).hasSize(3 * parametersOfOne.length);
        assertThat(Arrays.copyOf(parametersOfAll, parametersOfOne.length)).isEqualTo(parametersOfOne);
        assertThat(run.object(0).getSummary())
                .isEqualTo("LSTM, 1 layer of 4 units, ensemble of 3; input 2 time steps x 1 feature; 2 classes");
        assertThat(run.warning()).isEmpty();
        assertThat(Tables.keys(run.table(1))).containsExactlyElementsOf(Tables.keys(alone.table(1)));
    }

    @Test
    void the_spec_tells_the_members() throws Exception {
        var spec = (NetworkPortObjectSpec) configure(Orders.SPEC).spec(0).orElseThrow();

        assertThat(spec.members()).isEqualTo(3);
        assertThat(execute(Orders.rows(60)).object(0).getSpec()).isEqualTo(spec);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3, 101})
    void a_number_of_members_outside_its_range_is_refused(int members) {
        parameters.ensemble.members = members;

        assertInvalid(parameters::validate, "Ensemble members: " + members + " is not between 1 and 100.");
    }

    @Test
    void two_epochs_and_three_more_give_the_ensemble_of_five_epochs() throws Exception {
        parameters.training.averageWeights = false;
        parameters.training.epochs = 5;
        var atOnce = execute(Orders.rows(60), Orders.rows(10));
        parameters.training.epochs = 2;
        var first = execute(Orders.rows(60), Orders.rows(10));
        parameters.training.epochs = 3;

        var resumed = execute(Orders.rows(60), Orders.rows(10), first.object(0));

        assertThat(network(resumed).parameters()).isEqualTo(network(atOnce).parameters());
        assertThat(network(resumed).architecture().members()).isEqualTo(3);
    }

    @Test
    void an_ensemble_is_resumed_with_as_many_members_only() throws Exception {
        var ensemble = execute(Orders.rows(60)).object(0);
        parameters.ensemble.members = 1;
        var single = execute(Orders.rows(60)).object(0);
        var message = "The connected network is an ensemble of 3 networks; the settings specify a single network.";

        assertInvalid(() -> configure(Orders.SPEC, ensemble.getSpec()), message, MATCH);
        assertFails(() -> execute(Orders.rows(60), ensemble), message, MATCH);
        parameters.ensemble.members = 2;
        assertInvalid(
                () -> configure(Orders.SPEC, single.getSpec()),
                "The connected network is a single network; the settings specify an ensemble of 2 networks.",
                MATCH);
    }

    @Test
    void a_cnn_rnn_learner_takes_no_ensemble_and_says_what_to_connect() throws Exception {
        var cnn = Bars.parameters();
        cnn.ensemble.members = 2;
        var ensemble = LearnerRun.of(cnn, Bars.rows(Bars.GREY, 20)).object(0);
        var paths = BarSets.paths();
        paths.architecture = cnn.architecture;
        paths.connectedNetwork = ConnectedNetwork.FINE_TUNE;

        assertInvalid(
                () -> configure(paths, ensemble.getSpec()),
                "The connected network is an ensemble of 2 networks; the settings specify a single network.",
                "Connect a network that is no ensemble, or disconnect the network to train a new one.");
    }

    private static void configure(NodeParameters paths, PortObjectSpec network) throws Exception {
        var run = NodeRun.configuring(paths, BarSets.SETS, network);
        LearnerNode.configure(run, run);
    }

    @Test
    void several_labels_can_be_predicted_by_an_ensemble() throws Exception {
        var cnn = BarSets.parameters(LabelFormat.COLLECTION);
        cnn.ensemble.members = 2;

        var network = network(LearnerRun.of(cnn, BarSets.sets(24)));

        assertThat(network.architecture().members()).isEqualTo(2);
        assertThat(network.architecture().title()).endsWith("independent labels, ensemble of 2");
    }

    @Test
    void the_view_says_that_it_is_an_ensemble() throws Exception {
        assertThat(Trainings.view(network(execute(Orders.rows(60)))))
                .contains("\"title\":\"LSTM, 1 layer of 4 units, ensemble of 3\"")
                .contains("{\"name\":\"Ensemble\",\"value\":\"3 members, which predict the mean of their "
                        + "probabilities\"}");
    }
}
