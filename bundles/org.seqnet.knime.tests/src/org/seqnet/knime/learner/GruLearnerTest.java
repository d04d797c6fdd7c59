package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** What is the GRU Learner's own; all else is tested with the LSTM Learner, which runs the same code. */
class GruLearnerTest extends LearnerTest<GruLearnerParameters> {
    GruLearnerTest() {
        super(parameters(), Orders::rows);
    }

    @Test
    void its_defaults_are_those_of_the_lstm_learner_with_other_cells() {
        var recipe = new GruLearnerParameters().recipe();
        var lstm = new LstmLearnerParameters().recipe();

        assertThat(recipe.encoder()).isEqualTo(new Recurrent(Cell.GRU, 2, 128, 0, 0));
        assertThat(recipe.options()).isEqualTo(lstm.options());
        var input = LearnerDialogTest.input(Trends.spec(Trends.PREPARATION));
        assertThat(new GruLearnerParameters(input).recipe().options())
                .isEqualTo(new LstmLearnerParameters(input).recipe().options());
    }

    @Test
    void the_spec_tells_both_directions_and_the_pooling() throws Exception {
        parameters.architecture.bidirectional = true;
        parameters.architecture.pooling = TimePooling.ATTENTION;

        assertThat(configure(Orders.SPEC).spec(0))
                .contains(new NetworkPortObjectSpec(
                        new Recurrent(Cell.GRU, 1, 8, 0, 0, true, Pooling.ATTENTION),
                        HeadKind.CLASSES,
                        "label",
                        Optional.of(Orders.SHAPE),
                        Optional.of(LabelDomain.of("falling", "rising"))));
    }

    @Test
    void training_gives_a_network_that_has_learned_and_a_row_an_epoch() throws Exception {
        parameters.training.epochs = 12;

        var run = execute(Orders.rows(100), Orders.rows(10));

        assertThat(run.object(0).getSummary())
                .isEqualTo("GRU, 1 layer of 8 units; input 2 time steps x 1 feature; 2 classes");
        assertThat(Tables.keys(run.table(1))).hasSize(12);
        assertThat(Tables.column(run.table(1), "Validation accuracy").get(11)).isEqualTo("1.0");
        assertThat(run.warning()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void it_learns_with_both_directions_and_any_pooling(TimePooling pooling) throws Exception {
        parameters.architecture.bidirectional = true;
        parameters.architecture.pooling = pooling;
        parameters.training.epochs = 12;

        var run = execute(Orders.rows(100), Orders.rows(10));

        assertThat(run.object(0).getSummary()).startsWith("bidirectional GRU, 1 layer of 8 units per direction");
        assertThat(Tables.column(run.table(1), "Validation accuracy").get(11)).isEqualTo("1.0");
    }

    @Test
    void sequences_of_different_lengths_are_learned_without_padding() throws Exception {
        parameters.training.epochs = 60;

        var run = execute(Orders.ofAnyLength(120), Orders.ofAnyLength(24));

        assertThat(network(run).inputShape()).isEqualTo(SequenceShape.ofAnyLength(1));
        assertThat(Double.parseDouble(
                        Tables.column(run.table(1), "Validation accuracy").get(59)))
                .isGreaterThan(0.9);
    }

    @Test
    void with_and_without_dropout_the_same_seed_gives_the_same_network_to_the_last_bit() throws Exception {
        parameters.architecture.layers = 2;
        for (double dropout : new double[] {0, 0.2}) {
            parameters.architecture.dropout = dropout;

            assertThat(network(execute(Orders.ofAnyLength(60))).parameters())
                    .isEqualTo(network(execute(Orders.ofAnyLength(60))).parameters());
        }
    }

    @Test
    void settings_out_of_range_are_refused() {
        parameters.architecture.hiddenUnits = 8193;

        assertInvalid(parameters::validate, "Hidden units: 8193 is not between 1 and 8192.");
    }

    private static GruLearnerParameters parameters() {
        var parameters = LearnerRun.quick(new GruLearnerParameters(), 0.02);
        parameters.architecture.layers = 1;
        parameters.architecture.hiddenUnits = 8;
        return parameters;
    }
}
