package org.seqnet.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;

class ConvolutionalTest {
    private static final SequenceShape DIGIT = new SequenceShape(28, 28);
    private static final ConvolutionBlock BLOCK = new ConvolutionBlock(4, 3, 1, 2, false, 0);

    @Test
    void the_reference_network_has_these_layers() {
        var network = Convolutional.reference();
        assertThat(network.outputs()).isEqualTo(128);
        assertThat(network.layers(DIGIT))
                .containsExactly(
                        new LayerSummary("convolution1", "3 x 3 convolution, ReLU, 2 x 2 max pooling", 784, 6_272, 320),
                        new LayerSummary(
                                "convolution2", "3 x 3 convolution, ReLU, 2 x 2 max pooling", 6_272, 3_136, 18_496),
                        new LayerSummary("dense", "dense, ReLU", 3_136, 128, 401_536));
        assertThat(network.title()).isEqualTo("CNN, filters 32 of 3 x 3, 64 of 3 x 3, 128 dense units");
    }

    @Test
    void operations_are_two_for_each_use_of_a_weight() {
        assertThat(Convolutional.reference().operations(DIGIT))
                .isEqualTo(2 * (28 * 28 * 32 * 9 + 14 * 14 * 64 * 9 * 32 + 3_136 * 128));
        // 5 x 3 places of 2 filters that see 3 x 3 x 3 values; pooling leaves 2 x 1 of them.
        var colours = new Convolutional(3, List.of(new ConvolutionBlock(2, 3, 2, 2, false, 0)), 7, 0);
        assertThat(colours.operations(new SequenceShape(10, 6 * 3))).isEqualTo(2 * (5 * 3 * 2 * 27 + 2 * 2 * 7));
    }

    @Test
    void strides_channels_and_missing_pooling_are_told() {
        var network = new Convolutional(3, List.of(new ConvolutionBlock(2, 5, 2, 1, false, 0)), 1, 0);

        assertThat(network.layers(new SequenceShape(9, 8 * 3)).get(0))
                .isEqualTo(new LayerSummary("convolution1", "5 x 5 convolution, stride 2, ReLU", 216, 40, 152));
        assertThat(network.images(new SequenceShape(9, 8 * 3)))
                .containsExactly(new ImageShape(9, 8, 3), new ImageShape(5, 4, 2));
        assertThat(network.title()).isEqualTo("CNN, filters 2 of 5 x 5, 1 dense unit");
    }

    @Test
    void batch_normalization_takes_the_place_of_biases() {
        var blocks = List.of(new ConvolutionBlock(2, 5, 2, 3, true, 0.5), BLOCK);
        var network = new Convolutional(3, blocks, 1, 0);

        assertThat(network.layers(new SequenceShape(36, 32 * 3)).get(0))
                .isEqualTo(new LayerSummary(
                        "convolution1",
                        "5 x 5 convolution, stride 2, batch normalization, ReLU, 3 x 3 max pooling",
                        36 * 32 * 3,
                        6 * 5 * 2,
                        2 * (5 * 5 * 3 + 4)));
        assertThat(network.title()).isEqualTo("CNN, filters 2 of 5 x 5 normalized, 4 of 3 x 3, 1 dense unit");
        assertThat(network.undropped().blocks()).containsExactly(new ConvolutionBlock(2, 5, 2, 3, true, 0), BLOCK);
    }

    @Test
    void settings_outside_their_range_are_refused_by_name() {
        refused(() -> new ConvolutionBlock(0, 3, 1, 2, false, 0), "Filters: 0 is not between 1 and 1024.");
        refused(() -> new ConvolutionBlock(4, 17, 1, 2, false, 0), "Kernel size: 17 is not between 1 and 15.");
        refused(() -> new ConvolutionBlock(4, 2, 1, 2, false, 0), "Kernel size: 2 is not odd. Enter an odd number.");
        refused(() -> new ConvolutionBlock(4, 3, 0, 2, false, 0), "Stride: 0 is not between 1 and 8.");
        refused(() -> new ConvolutionBlock(4, 3, 1, 9, false, 0), "Pooling size: 9 is not between 1 and 8.");
        refused(() -> new ConvolutionBlock(4, 3, 1, 2, false, 1), "Dropout: 1.0 is not at least 0 and below 1.");
        refused(() -> network(0, 1, 8, 0), "Channels: 0 is not between 1 and 1024.");
        refused(() -> network(1, 0, 8, 0), "Convolution blocks: 0 is not between 1 and 8.");
        refused(() -> network(1, 9, 8, 0), "Convolution blocks: 9 is not between 1 and 8.");
        refused(() -> network(1, 1, 0, 0), "Dense layer units: 0 is not between 1 and 8192.");
        refused(() -> network(1, 1, 8, Double.NaN), "Dense layer dropout: NaN is not at least 0 and below 1.");
    }

    @Test
    void what_is_no_image_for_it_is_refused() {
        refused(
                () -> network(1, 5, 8, 0).layers(DIGIT),
                "Convolution block 5: its input images of 1 x 1 x 4 are too small for 2 x 2 pooling.");
        refused(
                () -> network(3, 1, 8, 0).layers(DIGIT),
                "Channels: rows of 28 features cannot be divided into pixels of 3 channels each.");
        refused(
                () -> network(1, 1, 8, 0).layers(SequenceShape.ofAnyLength(28)),
                "A convolutional network requires images of the same size, but these sequences differ in their number "
                        + "of time steps. Reshape them to the same length, or train a recurrent network.");
    }

    @Test
    void images_that_no_array_can_hold_are_refused() {
        var blocks = List.of(BLOCK, new ConvolutionBlock(1024, 3, 1, 8, true, 0));
        var network = new Convolutional(1, blocks, 8, 0);
        var message = "Convolution block 2: its output images of 2048 x 2048 x 1024 for input images of 2048 x 2048 x "
                + "4 exceed the maximum of 2^31 - 9 values. Use fewer filters, a larger stride or smaller images.";

        refused(() -> network.layers(new SequenceShape(4096, 4096)), message);
        refused(() -> network.operations(new SequenceShape(4096, 4096)), message);
        assertThat(network.layers(new SequenceShape(2048, 2048))).hasSize(3);
    }

    @Test
    void images_of_three_axes_tell_their_channels() {
        assertThat(network(1, 2, 8, 0).reading(Shape.of(28, 28, 3))).isEqualTo(network(3, 2, 8, 0));
        assertThat(network(2, 2, 8, 0).reading(Shape.of(28, 28))).isEqualTo(network(2, 2, 8, 0));
        refused(() -> network(1, 2, 8, 0).reading(Shape.of(2, 2, 1025)), "Channels: 1025 is not between 1 and 1024.");
    }

    @Test
    void weights_fit_networks_of_the_same_layers_whatever_they_drop() {
        network(1, 2, 8, 0).requireWeightsOf(network(1, 2, 8, 0.5));
        network(1, 2, 8, 0).requireWeightsOf(network(1, 2, 8, 0).undropped());
    }

    @Test
    void the_first_layer_that_differs_is_told() {
        refused(
                () -> network(1, 2, 8, 0).requireWeightsOf(network(3, 2, 8, 0)),
                "The connected network is a CNN of 2 convolution blocks for images of 3 channels; the settings "
                        + "specify a CNN of 2 convolution blocks for images of 1 channel.");
        refused(
                () -> network(1, 2, 8, 0).requireWeightsOf(network(1, 2, 9, 0)),
                "The connected network is a CNN of 9 dense units; the settings specify a CNN of 8 dense units.");
        var strided = new Convolutional(1, List.of(BLOCK, new ConvolutionBlock(4, 3, 2, 2, false, 0)), 8, 0);
        refused(
                () -> network(1, 2, 8, 0).requireWeightsOf(strided),
                "The connected network is a CNN whose convolution block 2 has 4 filters: 3 x 3 convolution, stride 2, "
                        + "ReLU, 2 x 2 max pooling; the settings specify a CNN whose convolution block 2 has 4 "
                        + "filters: 3 x 3 convolution, ReLU, 2 x 2 max pooling.");
        refused(
                () -> network(1, 2, 8, 0).requireWeightsOf(Recurrent.reference()),
                "The connected network is LSTM, 2 layers of 128 units; the settings specify a CNN of 2 "
                        + "convolution blocks for images of 1 channel.");
    }

    private static Convolutional network(int channels, int blocks, int units, double dropout) {
        return new Convolutional(channels, Collections.nCopies(blocks, BLOCK), units, dropout);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(SeqNetException.class).hasMessage(message);
    }
}
