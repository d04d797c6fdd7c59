package org.seqnet.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.SequenceShape;

class TemporalConvolutionalTest {
    private static final SequenceShape INPUT = new SequenceShape(150, 1);

    private static TemporalConvolutional network(Design design, int filters, int depth, int kernelSize, int growth) {
        return new TemporalConvolutional(design, filters, depth, kernelSize, growth, 0.5);
    }

    @Test
    void the_layers_of_an_fcn_are_those_of_the_paper() {
        assertThat(network(Design.FCN, 128, 3, 8, 1).layers(INPUT))
                .containsExactly(
                        new LayerSummary(
                                "convolution1",
                                "convolution of 8 time steps, batch normalization, ReLU",
                                1,
                                128,
                                8 * 128 + 4 * 128),
                        new LayerSummary(
                                "convolution2",
                                "convolution of 5 time steps, batch normalization, ReLU",
                                128,
                                256,
                                5 * 128 * 256 + 4 * 256),
                        new LayerSummary(
                                "convolution3",
                                "convolution of 3 time steps, batch normalization, ReLU, mean over time steps",
                                256,
                                128,
                                3 * 256 * 128 + 4 * 128));
    }

    @Test
    void the_layers_of_a_resnet_are_those_of_the_paper() {
        String kind = "residual block, convolutions of 8, 5 and 3 time steps, batch normalization, ReLU";
        assertThat(network(Design.RESNET, 64, 3, 8, 1).layers(INPUT))
                .containsExactly(
                        new LayerSummary("block1", kind, 1, 64, (8 + 5 * 64 + 3 * 64) * 64 + 64 + 4 * 4 * 64),
                        new LayerSummary(
                                "block2", kind, 64, 128, (8 * 64 + 5 * 128 + 3 * 128) * 128 + 64 * 128 + 4 * 4 * 128),
                        new LayerSummary(
                                "block3",
                                kind + ", mean over time steps",
                                128,
                                128,
                                (8 + 5 + 3) * 128 * 128 + 4 * 4 * 128));
    }

    @Test
    void the_layers_of_an_inception_network_are_those_of_the_paper() {
        var layers = network(Design.INCEPTION, 32, 6, 40, 1).layers(INPUT);
        String kind = "Inception module, convolutions of 40, 20 and 10 time steps, max pooling";
        assertThat(layers)
                .extracting(LayerSummary::kind)
                .containsExactly(
                        kind + ", batch normalization, ReLU",
                        kind + ", batch normalization, ReLU",
                        kind + ", residual shortcut, batch normalization, ReLU",
                        kind + ", batch normalization, ReLU",
                        kind + ", batch normalization, ReLU",
                        kind + ", residual shortcut, batch normalization, ReLU, mean over time steps");
        // Of one feature there is no bottleneck.
        assertThat(layers.get(0).parameters()).isEqualTo(70 * 32 + 32 + 4 * 128);
        assertThat(layers.get(1).parameters()).isEqualTo(128 * 32 + 70 * 32 * 32 + 128 * 32 + 4 * 128);
        assertThat(layers.get(2).parameters()).isEqualTo(128 * 32 + 70 * 32 * 32 + 128 * 32 + 4 * 128 + 128 + 4 * 128);
        assertThat(layers.get(5).parameters())
                .isEqualTo(128 * 32 + 70 * 32 * 32 + 128 * 32 + 4 * 128 + 128 * 128 + 4 * 128);
    }

    @Test
    void dilation_grows_from_layer_to_layer() {
        assertThat(network(Design.FCN, 4, 4, 8, 3).layers(INPUT))
                .extracting(LayerSummary::kind)
                .containsExactly(
                        "convolution of 8 time steps, batch normalization, ReLU",
                        "convolution of 5 time steps, dilation 3, batch normalization, ReLU",
                        "convolution of 3 time steps, dilation 9, batch normalization, ReLU",
                        "convolution of 3 time steps, dilation 27, batch normalization, ReLU, mean over time steps");
    }

    @ParameterizedTest
    @CsvSource({"FCN, 1, 4", "FCN, 2, 8", "FCN, 3, 4", "RESNET, 1, 4", "RESNET, 3, 8", "INCEPTION, 6, 16"})
    void outputs_are_the_channels_of_the_last_layer(Design design, int depth, int outputs) {
        var network = network(design, 4, depth, 8, 1);
        assertThat(network.outputs()).isEqualTo(outputs);
        assertThat(network.layers(INPUT).get(depth - 1).outputs()).isEqualTo(outputs);
    }

    @Test
    void operations_are_two_for_every_use_of_a_weight() {
        assertThat(network(Design.FCN, 128, 3, 8, 1).operations(INPUT))
                .isEqualTo(2L * 150 * (8 * 128 + 5 * 128 * 256 + 3 * 256 * 128));
    }

    @Test
    void titles_tell_all_that_decides_on_the_weights() {
        assertThat(network(Design.FCN, 128, 3, 8, 1).title())
                .isEqualTo("FCN, 3 convolutions of 128 filters, kernel size 8");
        assertThat(network(Design.RESNET, 64, 1, 8, 1).title())
                .isEqualTo("ResNet, 1 residual block of 64 filters, kernel size 8");
        assertThat(network(Design.INCEPTION, 1, 6, 40, 2).title())
                .isEqualTo("Inception, 6 modules of 1 filter, kernel size 40, dilation growth 2");
        assertThat(new Composition(new Recurrent(Cell.LSTM, 1, 8, 0, 1), network(Design.FCN, 128, 3, 8, 1)).title())
                .isEqualTo("LSTM, 1 layer of 8 units, beside FCN, 3 convolutions of 128 filters, kernel size 8");
    }

    @Test
    void what_is_out_of_range_is_refused_by_the_name_of_the_setting() {
        assertThatThrownBy(() -> network(Design.FCN, 0, 3, 8, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Filters: 0 is not between 1 and 1024.");
        assertThatThrownBy(() -> network(Design.FCN, 1, 33, 8, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Depth: 33 is not between 1 and 32.");
        assertThatThrownBy(() -> network(Design.FCN, 1, 3, 0, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Kernel size: 0 is not between 1 and 1024.");
        assertThatThrownBy(() -> network(Design.FCN, 1, 3, 8, 9))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Dilation growth: 9 is not between 1 and 8.");
        assertThatThrownBy(() -> network(Design.FCN, 1, 18, 8, 2))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Dilation growth: 2 at a depth of 18 makes a dilation of more than 65,536. Use a smaller "
                        + "growth or depth.");
        assertThatThrownBy(() -> new TemporalConvolutional(Design.FCN, 1, 3, 8, 1, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Dropout: 1.0 is not at least 0 and below 1.");
        assertThat(network(Design.FCN, 1, 17, 8, 2).depth()).isEqualTo(17);
    }

    @Test
    void a_negative_moving_variance_is_refused() {
        var network = network(Design.RESNET, 2, 2, 3, 1);
        var parameters = StartWeights.of(new Architecture(network, new Classes(2)), INPUT, 1);
        network.check(parameters, INPUT);
        // Kernels of 3, 2 and 1 steps: the first convolution has 6 weights, then gammas, betas and means.
        parameters[13] = -1;
        assertThatThrownBy(() -> network.check(parameters, INPUT))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Parameter 13 of the network is -1.0, but it is a moving variance of residual block 1 and "
                        + "must not be negative.");
        parameters[13] = 1;
        parameters[12] = -1;
        assertThatThrownBy(() -> network.check(parameters, INPUT)).isInstanceOf(SeqNetException.class);
        parameters[11] = -1;
        parameters[12] = 0;
        network.check(parameters, INPUT);

        var composition = new Composition(new Recurrent(Cell.LSTM, 1, 1, 0, 1), network);
        var all = StartWeights.of(new Architecture(composition, new Classes(2)), INPUT, 1);
        composition.check(all, INPUT);
        // An LSTM of one unit that reads one feature has 12 parameters.
        all[12 + 13] = -2;
        assertThatThrownBy(() -> composition.check(all, INPUT))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Parameter 25 of the network is -2.0, but it is a moving variance of residual block 1 and "
                        + "must not be negative.");
    }

    @Test
    void start_weights_are_hes_and_normalization_changes_nothing() {
        var network = network(Design.FCN, 64, 3, 8, 1);
        var weights = StartWeights.of(new Architecture(network, new Classes(2)), INPUT, 1);
        int first = 8 * 64 + 4 * 64;
        assertThat(deviation(weights, first, first + 5 * 64 * 128)).isBetween(0.97, 1.03);
        assertThat(Arrays.copyOfRange(weights, 8 * 64, 9 * 64)).containsOnly(1f);
        assertThat(Arrays.copyOfRange(weights, 9 * 64, 11 * 64)).containsOnly(0f);
        assertThat(Arrays.copyOfRange(weights, 11 * 64, 12 * 64)).containsOnly(1f);
    }

    /** Returns the deviation of the weights in terms of that which He et al. ask for with 5 * 64 values. */
    private static double deviation(float[] weights, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += weights[i] * weights[i];
        }
        return Math.sqrt(squares / (to - from) / (2.0 / (5 * 64)));
    }

    @Test
    void all_parameters_are_named_and_drawn() {
        for (var design : Design.values()) {
            var network = network(design, 3, 4, 8, 2);
            long named = ParameterBlock.count(network.parameters(INPUT));
            long listed = network.layers(INPUT).stream()
                    .mapToLong(LayerSummary::parameters)
                    .sum();
            assertThat(named).isEqualTo(listed);
            var drawn = StartWeights.of(new Architecture(network, new Classes(2)), INPUT, 1);
            assertThat(drawn.length - named).isEqualTo(2L * network.outputs() + 2);
            assertThat(drawn[(int) named]).isNotZero();
        }
    }
}
