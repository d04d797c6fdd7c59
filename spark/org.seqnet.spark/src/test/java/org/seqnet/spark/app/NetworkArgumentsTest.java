package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.LabelDomain;

class NetworkArgumentsTest {
    @Test
    void without_arguments_it_is_the_network_of_a_new_lstm_learner() {
        assertThat(Parsed.encoder()).isEqualTo(Recurrent.reference());
        assertThat(Parsed.recipe(Parsed.ofClasses()).members()).isEqualTo(1);
        assertThat(Parsed.recipe(Parsed.ofClasses()).embeddingDimensions()).isZero();
    }

    @Test
    void an_lstm_has_all_settings_of_recurrent_networks() {
        assertThat(Parsed.encoder(
                        "--layers",
                        "3",
                        "--hidden-units",
                        "17",
                        "--dropout",
                        "0.25",
                        "--forget-gate-bias",
                        "0.5",
                        "--bidirectional",
                        "--pooling",
                        "attention"))
                .isEqualTo(new Recurrent(Cell.LSTM, 3, 17, 0.25, 0.5, true, Pooling.ATTENTION));
    }

    @Test
    void a_gru_has_no_forget_gates() {
        assertThat(Parsed.encoder("--network-type", "gru", "--pooling", "mean"))
                .isEqualTo(new Recurrent(Cell.GRU, 2, 128, 0, 0, false, Pooling.MEAN));
    }

    @Test
    void an_rnn_has_an_activation_function() {
        assertThat(Parsed.encoder("--network-type", "rnn")).isEqualTo(new Recurrent(Cell.RNN_TANH, 2, 128, 0, 0));
        assertThat(Parsed.encoder("--network-type", "rnn", "--activation", "relu"))
                .isEqualTo(new Recurrent(Cell.RNN_RELU, 2, 128, 0, 0));
    }

    @Test
    void designs_of_convolutions_over_time_have_the_numbers_of_their_authors() {
        assertThat(Parsed.encoder("--network-type", "fcn"))
                .isEqualTo(new TemporalConvolutional(Design.FCN, 128, 3, 8, 1, 0));
        assertThat(Parsed.encoder("--network-type", "resnet"))
                .isEqualTo(new TemporalConvolutional(Design.RESNET, 64, 3, 8, 1, 0));
        assertThat(Parsed.encoder("--network-type", "inception"))
                .isEqualTo(new TemporalConvolutional(Design.INCEPTION, 32, 6, 40, 1, 0));
    }

    @Test
    void numbers_that_are_set_replace_those_of_the_authors() {
        assertThat(Parsed.encoder(
                        "--network-type",
                        "fcn",
                        "--filters",
                        "5",
                        "--depth",
                        "2",
                        "--kernel-size",
                        "7",
                        "--dilation-growth",
                        "3",
                        "--dropout",
                        "0.5"))
                .isEqualTo(new TemporalConvolutional(Design.FCN, 5, 2, 7, 3, 0.5));
    }

    @Test
    void an_lstm_layer_reads_beside_convolutions() {
        var fcn = new TemporalConvolutional(Design.FCN, 128, 3, 8, 1, 0);
        assertThat(Parsed.encoder("--network-type", "fcn", "--lstm-units", "8"))
                .isEqualTo(new Composition(new Recurrent(Cell.LSTM, 1, 8, 0.8, 1), fcn));
        assertThat(Parsed.encoder("--network-type", "fcn", "--lstm-units", "9", "--lstm-dropout", "0.1"))
                .isEqualTo(new Composition(new Recurrent(Cell.LSTM, 1, 9, 0.1, 1), fcn));
        assertThat(Parsed.encoder("--network-type", "fcn", "--lstm-units", "0")).isEqualTo(fcn);
    }

    @Test
    void a_cnn_is_the_reference_unless_it_is_told_otherwise() {
        assertThat(Parsed.encoder("--network-type", "cnn")).isEqualTo(Convolutional.reference());
        assertThat(Parsed.encoder(
                        "--network-type",
                        "cnn",
                        "--channels",
                        "3",
                        "--dense-units",
                        "9",
                        "--dense-dropout",
                        "0.2",
                        "--block",
                        "filters=8,kernel=5,stride=2,pooling=1,normalization=true,dropout=0.3",
                        "--block",
                        "filters=4"))
                .isEqualTo(new Convolutional(
                        3,
                        List.of(
                                new ConvolutionBlock(8, 5, 2, 1, true, 0.3),
                                new ConvolutionBlock(4, 3, 1, 2, false, 0.1)),
                        9,
                        0.2));
    }

    @Test
    void members_and_sizes_of_vectors_are_those_of_the_recipe() {
        var recipe = Parsed.recipe(Parsed.ofClasses("--members", "5", "--embedding-size", "6"));
        assertThat(recipe.members()).isEqualTo(5);
        assertThat(recipe.embeddingDimensions()).isEqualTo(6);
    }

    @Test
    void the_head_follows_from_what_is_learned() {
        assertThat(Parsed.head("--label", "x")).isEqualTo(new Classes(3));
        assertThat(Parsed.head("--labels", "x")).isEqualTo(new IndependentLabels(List.of(0.5f, 0.5f, 0.5f)));
        assertThat(Parsed.head("--label-columns", "x", "y")).isInstanceOf(IndependentLabels.class);
        assertThat(Parsed.head("--step-labels", "x")).isEqualTo(new StepClasses(3));
        assertThat(Parsed.head("--targets", "x", "y", "z")).isEqualTo(values(ValueLoss.SQUARED));
    }

    @Test
    void values_have_a_loss() {
        assertThat(Parsed.head("--targets", "x", "--loss", "absolute")).isEqualTo(values(ValueLoss.ABSOLUTE));
        assertThat(Parsed.head("--targets", "x", "--loss", "huber")).isEqualTo(values(new ValueLoss.Huber(1)));
        assertThat(Parsed.head("--targets", "x", "--loss", "huber", "--huber-delta", "2"))
                .isEqualTo(values(new ValueLoss.Huber(2)));
        assertThat(Parsed.head("--targets", "x", "--loss", "quantiles"))
                .isEqualTo(values(new ValueLoss.Quantiles(List.of(0.1, 0.5, 0.9))));
        assertThat(Parsed.head("--targets", "x", "--loss", "quantiles", "--quantiles", "0.25,0.75"))
                .isEqualTo(values(new ValueLoss.Quantiles(List.of(0.25, 0.75))));
    }

    private static Values values(ValueLoss loss) {
        return new Values(List.of(Standard.NONE, Standard.NONE, Standard.NONE), loss, Optional.empty());
    }

    @Test
    void frequent_labels_come_first_in_a_label_path() {
        var arguments = Parsed.arguments("--network-type", "cnn-rnn", "--labels", "x");
        assertThat(arguments.countsLabels()).isTrue();
        var head = arguments
                .recipe(() -> 6000, true, Map.of("a", 1L, "b", 5L, "c", 1L))
                .head();
        assertThat(head.apply(LabelDomain.of("a", "b", "c"))).isEqualTo(new LabelPath(3, 64, 128, List.of(1, 0, 2)));
    }

    @Test
    void a_label_path_has_sizes_and_may_choose_its_order() {
        assertThat(Parsed.head(
                        "--network-type",
                        "cnn-rnn",
                        "--labels",
                        "x",
                        "--label-embedding-size",
                        "7",
                        "--label-lstm-units",
                        "8",
                        "--label-order",
                        "order-free"))
                .isEqualTo(new LabelPath(3, 7, 8, List.of()));
    }
}
