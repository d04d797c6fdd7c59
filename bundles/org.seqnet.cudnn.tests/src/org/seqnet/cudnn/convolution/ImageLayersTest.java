package org.seqnet.cudnn.convolution;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.sequence.SequenceShape;

class ImageLayersTest extends OnStandIn {
    private static Convolutional network(int channels, double dropout, ConvolutionBlock... blocks) {
        return new Convolutional(channels, List.of(blocks), 7, dropout);
    }

    private static ConvolutionBlock block(int filters, int size, int stride, int pooling, boolean normalizes) {
        return new ConvolutionBlock(filters, size, stride, pooling, normalizes, 0);
    }

    static Stream<Arguments> networks() {
        var pooled = block(5, 3, 1, 2, false);
        var normalized = block(4, 3, 1, 2, true);
        var strided = block(3, 5, 2, 1, false);
        var dropped = new ConvolutionBlock(6, 3, 1, 2, false, 0.3);
        var droppedToo = new ConvolutionBlock(6, 3, 2, 3, true, 0.4);
        return Stream.of(
                Arguments.of("one block", network(1, 0, pooled), new SequenceShape(6, 8), 5),
                Arguments.of(
                        "a kernel of one pixel", network(1, 0, block(3, 1, 1, 1, false)), new SequenceShape(1, 1), 3),
                Arguments.of("what does not fill a window", network(1, 0, pooled), new SequenceShape(7, 5), 5),
                Arguments.of("normalization", network(1, 0, normalized), new SequenceShape(6, 6), 5),
                Arguments.of("one image normalized", network(1, 0, normalized), new SequenceShape(6, 6), 1),
                Arguments.of("stride", network(1, 0, strided), new SequenceShape(9, 8), 4),
                Arguments.of(
                        "stride, normalization", network(2, 0, block(3, 3, 3, 1, true)), new SequenceShape(9, 8), 4),
                Arguments.of("channels", network(3, 0, pooled, normalized), new SequenceShape(8, 24), 6),
                Arguments.of("three blocks", network(1, 0, normalized, strided, pooled), new SequenceShape(16, 17), 4),
                Arguments.of("dropout of the dense layer", network(1, 0.5, pooled), new SequenceShape(6, 6), 6),
                Arguments.of(
                        "dropout of a wide dense layer",
                        new Convolutional(1, List.of(pooled), 600, 0.5),
                        new SequenceShape(6, 6),
                        3),
                Arguments.of("dropout", network(2, 0.4, dropped, droppedToo), new SequenceShape(12, 26), 6),
                Arguments.of("many images", network(1, 0.2, normalized, dropped), new SequenceShape(6, 6), 33));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void outputs_and_gradients_are_the_processors(
            String title, Convolutional network, SequenceShape shape, int images) {
        BothDevices.ofImages(network, shape, images).compare(standIn.card());
    }
}
