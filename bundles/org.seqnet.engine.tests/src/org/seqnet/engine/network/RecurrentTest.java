package org.seqnet.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SequenceShape;

class RecurrentTest {
    @Test
    void the_reference_network_has_these_layers() {
        assertThat(Recurrent.reference().layers(new SequenceShape(28, 28)))
                .containsExactly(
                        new LayerSummary("lstm1", "LSTM", 28, 128, 80_384),
                        new LayerSummary("lstm2", "LSTM, last time step only", 128, 128, 131_584));
        assertThat(Recurrent.reference().outputs()).isEqualTo(128);
        // 28 steps of 512 sums over 156 and 256 values.
        assertThat(Recurrent.reference().operations(new SequenceShape(28, 28))).isEqualTo(2 * 28 * 512 * (156 + 256));
        assertThat(Recurrent.reference().title()).isEqualTo("LSTM, 2 layers of 128 units");
        assertThat(new Recurrent(Cell.LSTM, 1, 1, 0, 0).title()).isEqualTo("LSTM, 1 layer of 1 unit");
    }

    @Test
    void a_simple_network_has_a_quarter_of_an_lstms_weights_in_its_layers() {
        var simple = new Recurrent(Cell.RNN_TANH, 2, 128, 0, 0);

        assertThat(simple.layers(new SequenceShape(28, 28)))
                .containsExactly(
                        new LayerSummary("rnn1", "tanh RNN", 28, 128, 20_096),
                        new LayerSummary("rnn2", "tanh RNN, last time step only", 128, 128, 32_896));
        assertThat(simple.title()).isEqualTo("tanh RNN, 2 layers of 128 units");
        assertThat(new Recurrent(Cell.RNN_RELU, 1, 8, 0, 0).title()).isEqualTo("ReLU RNN, 1 layer of 8 units");
    }

    @Test
    void a_gru_has_three_gates_and_four_biases_a_unit() {
        var gru = new Recurrent(Cell.GRU, 2, 128, 0, 0);
        var input = new SequenceShape(28, 28);

        assertThat(gru.layers(input))
                .containsExactly(
                        new LayerSummary("gru1", "GRU", 28, 128, 384 * (28 + 128) + 512),
                        new LayerSummary("gru2", "GRU, last time step only", 128, 128, 384 * (128 + 128) + 512));
        assertThat(gru.operations(input)).isEqualTo(2 * 28 * 384 * (156 + 256));
        assertThat(gru.title()).isEqualTo("GRU, 2 layers of 128 units");
    }

    @Test
    void both_directions_stand_side_by_side_and_attention_has_parameters_of_its_own() {
        var network = new Recurrent(Cell.LSTM, 2, 128, 0, 1, true, Pooling.ATTENTION);
        var shape = new SequenceShape(28, 28);

        assertThat(network.layers(shape))
                .containsExactly(
                        new LayerSummary("lstm1", "bidirectional LSTM", 28, 256, 2 * 80_384),
                        // 256 inputs, 128 recurrent inputs and a bias for each of 512 sums
                        new LayerSummary("lstm2", "bidirectional LSTM", 256, 256, 2 * 512 * 385),
                        new LayerSummary("pooling", "attention over time steps", 256, 256, 256 * 256 + 2 * 256));
        assertThat(network.outputs()).isEqualTo(256);
        assertThat(network.operations(shape)).isEqualTo(2 * 28 * (2 * 512 * (156 + 384) + 256 * 256 + 2 * 256));
        assertThat(network.title())
                .isEqualTo("bidirectional LSTM, 2 layers of 128 units per direction, attention over time steps");
        assertThat(network.undropped()).isEqualTo(network);
        assertThat(network.parameters(shape).stream()
                        .mapToLong(ParameterBlock::count)
                        .sum())
                .isEqualTo(network.layers(shape).stream()
                        .mapToLong(LayerSummary::parameters)
                        .sum());
    }

    @Test
    void the_mean_over_time_has_no_parameters() {
        var network = new Recurrent(Cell.RNN_TANH, 1, 8, 0.5, 0, false, Pooling.MEAN);

        assertThat(network.layers(new SequenceShape(5, 3)))
                .containsExactly(
                        new LayerSummary("rnn1", "tanh RNN", 3, 8, 96),
                        new LayerSummary("pooling", "mean over time steps", 8, 8, 0));
        assertThat(network.title()).isEqualTo("tanh RNN, 1 layer of 8 units, mean over time steps");
        assertThat(network.undropped()).isEqualTo(new Recurrent(Cell.RNN_TANH, 1, 8, 0, 0, false, Pooling.MEAN));
    }

    @Test
    void simple_cells_have_no_forget_gates_to_set() {
        assertThatThrownBy(() -> new Recurrent(Cell.RNN_RELU, 2, 8, 0, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Initial forget gate bias: 1.0 is not 0; a ReLU RNN has no forget gates.");
    }

    @Test
    void undropped_the_rest_stays() {
        assertThat(new Recurrent(Cell.LSTM, 3, 8, 0.5, 2).undropped()).isEqualTo(new Recurrent(Cell.LSTM, 3, 8, 0, 2));
    }

    @Test
    void settings_outside_their_range_are_refused_by_name() {
        refused(0, 8, 0, 1, "Layers: 0 is not between 1 and 16.");
        refused(17, 8, 0, 1, "Layers: 17 is not between 1 and 16.");
        refused(1, 0, 0, 1, "Hidden units: 0 is not between 1 and 8192.");
        refused(1, 8193, 0, 1, "Hidden units: 8193 is not between 1 and 8192.");
        refused(1, 8, 1, 1, "Dropout: 1.0 is not at least 0 and below 1.");
        refused(1, 8, Double.NaN, 1, "Dropout: NaN is not at least 0 and below 1.");
        refused(1, 8, 0, Double.NaN, "Initial forget gate bias: NaN is not a finite number.");
    }

    private static void refused(int layers, int units, double dropout, double bias, String message) {
        assertThatThrownBy(() -> new Recurrent(Cell.LSTM, layers, units, dropout, bias))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(message);
    }
}
