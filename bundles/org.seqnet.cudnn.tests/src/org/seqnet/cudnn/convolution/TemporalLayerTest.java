package org.seqnet.cudnn.convolution;

import static org.seqnet.engine.network.TemporalConvolutional.Design.FCN;
import static org.seqnet.engine.network.TemporalConvolutional.Design.INCEPTION;
import static org.seqnet.engine.network.TemporalConvolutional.Design.RESNET;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.SequenceShape;

class TemporalLayerTest extends OnStandIn {
    private static TemporalConvolutional network(Design design, int filters, int depth, int size, int growth) {
        return new TemporalConvolutional(design, filters, depth, size, growth, 0);
    }

    private static Arguments of(String title, TemporalConvolutional network, int features, int... timeSteps) {
        return Arguments.of(title, network, features, timeSteps);
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                of("one filter of one step", network(FCN, 1, 1, 1, 1), 1, 3, 3),
                of("one step", network(FCN, 2, 2, 3, 1), 2, 1, 1, 1),
                of("an odd kernel", network(FCN, 3, 1, 5, 1), 2, 9, 9, 9),
                of("an even kernel", network(FCN, 3, 1, 4, 1), 2, 9, 9, 9),
                of("different lengths", network(FCN, 3, 3, 8, 1), 2, 9, 4, 13, 1, 7),
                of("dilation", network(FCN, 2, 3, 4, 3), 1, 20, 31, 5, 1),
                of("kernels longer than all sequences", network(FCN, 2, 2, 40, 2), 3, 5, 3),
                of("residual blocks", network(RESNET, 3, 3, 8, 1), 2, 9, 4, 13, 1, 7),
                of("residual blocks, dilation", network(RESNET, 2, 3, 5, 2), 1, 16, 16, 16),
                of("a shortcut without convolution", network(RESNET, 2, 1, 3, 1), 2, 6, 5, 4),
                of("modules", network(INCEPTION, 2, 6, 12, 1), 2, 9, 4, 13, 1, 7),
                of("modules on one feature", network(INCEPTION, 2, 3, 5, 2), 1, 16, 8, 16),
                of("short kernels", network(INCEPTION, 3, 2, 3, 1), 3, 8, 8),
                of("dropout", new TemporalConvolutional(FCN, 4, 2, 3, 1, 0.4), 2, 9, 4, 13, 1, 7),
                of("dropout of modules", new TemporalConvolutional(INCEPTION, 2, 2, 4, 1, 0.4), 2, 9, 4, 13, 1),
                of(
                        "many sequences",
                        network(FCN, 5, 2, 7, 1),
                        1,
                        IntStream.range(0, 33).map(n -> 1 + n * 37 % 20).toArray()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void outputs_and_gradients_are_the_processors(
            String title, TemporalConvolutional network, int features, int[] timeSteps) {
        BothDevices.of(network, SequenceShape.ofAnyLength(features), timeSteps).compare(standIn.card());
    }
}
