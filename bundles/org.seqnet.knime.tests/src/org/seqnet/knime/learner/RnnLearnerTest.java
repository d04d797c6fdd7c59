package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.SimpleRecurrentParameters.Activation;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** What is the RNN Learner's own; all else is tested with the LSTM Learner, which runs the same code. */
class RnnLearnerTest extends LearnerTest<RnnLearnerParameters> {
    RnnLearnerTest() {
        super(parameters(), Orders::rows);
    }

    @Test
    void its_defaults_are_two_layers_of_128_tanh_units_and_clipped_gradients() {
        var recipe = new RnnLearnerParameters().recipe();

        assertThat(recipe.encoder()).isEqualTo(new Recurrent(Cell.RNN_TANH, 2, 128, 0, 0));
        assertThat(recipe.options())
                .isEqualTo(new LstmLearnerParameters().recipe().options().withGradientClipping(1));
    }

    @Test
    void the_spec_tells_the_activation_function() throws Exception {
        parameters.architecture.activation = Activation.RELU;

        assertThat(configure(Orders.SPEC).spec(0))
                .contains(new NetworkPortObjectSpec(
                        new Recurrent(Cell.RNN_RELU, 1, 8, 0, 0),
                        HeadKind.CLASSES,
                        "label",
                        Optional.of(Orders.SHAPE),
                        Optional.of(LabelDomain.of("falling", "rising"))));
    }

    @ParameterizedTest
    @EnumSource
    void a_bidirectional_network_with_any_pooling_learns_and_says_what_it_is(TimePooling pooling) throws Exception {
        parameters.architecture.bidirectional = true;
        parameters.architecture.pooling = pooling;
        parameters.training.epochs = 20;

        var run = execute(Orders.ofAnyLength(100), Orders.ofAnyLength(20));

        assertThat(run.object(0).getSummary())
                .isEqualTo("bidirectional tanh RNN, 1 layer of 8 units per direction"
                        + switch (pooling) {
                            case LAST_STEP -> "";
                            case MEAN -> ", mean over time steps";
                            case ATTENTION -> ", attention over time steps";
                        }
                        + "; input 1 or more time steps x 1 feature; 2 classes");
        assertThat(Double.parseDouble(
                        Tables.column(run.table(1), "Validation accuracy").get(19)))
                .isGreaterThan(0.9);
        assertThat(run.warning()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void training_gives_a_network_that_has_learned_and_a_row_an_epoch(Activation activation) throws Exception {
        parameters.architecture.activation = activation;
        parameters.training.epochs = 12;

        var run = execute(Orders.rows(100), Orders.rows(10));

        assertThat(run.object(0).getSummary())
                .isEqualTo((activation == Activation.TANH ? "tanh" : "ReLU")
                        + " RNN, 1 layer of 8 units; input 2 time steps x 1 feature; 2 classes");
        assertThat(Tables.keys(run.table(1))).hasSize(12);
        assertThat(Tables.column(run.table(1), "Validation accuracy").get(11)).isEqualTo("1.0");
        assertThat(run.warning()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void sequences_of_different_lengths_are_learned_without_padding(Activation activation) throws Exception {
        parameters.architecture.activation = activation;
        parameters.training.epochs = 60;

        var run = execute(Orders.ofAnyLength(120), Orders.ofAnyLength(24));

        assertThat(network(run).inputShape()).isEqualTo(SequenceShape.ofAnyLength(1));
        assertThat(Double.parseDouble(
                        Tables.column(run.table(1), "Validation accuracy").get(59)))
                .isGreaterThan(0.9);
    }

    @ParameterizedTest
    @EnumSource
    void with_and_without_dropout_the_same_seed_gives_the_same_network_to_the_last_bit(Activation activation)
            throws Exception {
        parameters.architecture.activation = activation;
        parameters.architecture.layers = 2;
        for (double dropout : new double[] {0, 0.2}) {
            parameters.architecture.dropout = dropout;

            assertThat(network(execute(Orders.ofAnyLength(60))).parameters())
                    .isEqualTo(network(execute(Orders.ofAnyLength(60))).parameters());
        }
    }

    @Test
    void a_network_of_other_cells_is_not_resumed() throws Exception {
        var network = execute(Orders.rows(60)).object(0);
        parameters.architecture.activation = Activation.RELU;

        assertInvalid(
                () -> configure(Orders.SPEC, network.getSpec()),
                "The connected network is tanh RNN, 1 layer of 8 units; the settings specify ReLU RNN, 1 layer "
                        + "of 8 units.");
    }

    @Test
    void settings_out_of_range_are_refused() {
        parameters.architecture.layers = 17;

        assertInvalid(parameters::validate, "Layers: 17 is not between 1 and 16.");
    }

    private static RnnLearnerParameters parameters() {
        var parameters = LearnerRun.quick(new RnnLearnerParameters(), 0.02);
        parameters.architecture.layers = 1;
        parameters.architecture.hiddenUnits = 8;
        return parameters;
    }
}
