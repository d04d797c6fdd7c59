package org.seqnet.engine.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.dl4j.ParameterRanges.Range;
import org.seqnet.engine.network.dl4j.ParameterRanges.Rated;
import org.seqnet.engine.sequence.SequenceShape;

class ParameterRangesTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 6);
    private static final Encoder RECURRENT = new Recurrent(Cell.LSTM, 1, 4, 0, 1);
    private static final Encoder CONVOLUTIONAL =
            new Convolutional(1, List.of(new ConvolutionBlock(2, 3, 1, 2, true, 0)), 3, 0);

    @BeforeAll
    static void start() {
        Backend.start();
    }

    static Stream<Arguments> networksThatDeeplearning4jHas() {
        return Stream.of(RECURRENT, CONVOLUTIONAL)
                .flatMap(encoder -> Stream.of(new Classes(5), new IndependentLabels(List.of(0.5f, 0f, 1f)))
                        .map(head -> Arguments.of(encoder, head)));
    }

    @ParameterizedTest
    @MethodSource("networksThatDeeplearning4jHas")
    void they_are_those_of_deeplearning4j_where_it_has_the_network(Encoder encoder, Head head) {
        var architecture = new Architecture(encoder, head);
        var stock = new MultiLayerNetwork(Configurations.of(architecture, SHAPE, new NoOp(), 0, DataType.FLOAT));
        stock.init(Nd4j.create(DataType.FLOAT, architecture.parameterCount(SHAPE)), false);

        assertThat(ParameterRanges.of(architecture, SHAPE)).isEqualTo(ParameterRanges.of(stock));
    }

    @Test
    void those_of_a_path_stand_behind_the_encoders() {
        var path = new LabelPath(3, 5, 2, List.of());

        var recurrent = ParameterRanges.of(new Architecture(RECURRENT, path), SHAPE);

        // input weights 6 x 16, recurrent weights 4 x 16, 16 biases
        int end = 96 + 64 + 16;
        assertThat(recurrent.weights())
                .containsExactly(
                        new Range(0, 96),
                        new Range(96, 160),
                        // 5 embeddings of 5 values, the LSTM's weights, 8 biases, the joint space from both sides
                        new Range(end, end + 25),
                        new Range(end + 25, end + 25 + 8 * (5 + 2)),
                        new Range(end + 25 + 8 * (5 + 2 + 1), end + 25 + 8 * (5 + 2 + 1) + 5 * (2 + 4)));
        assertThat(recurrent.statistics()).isEmpty();
        assertThat(recurrent.count()).isEqualTo(end + 25 + 64 + 5 * 7);
    }

    @Test
    void those_of_an_ensemble_are_repeated_for_each_member() {
        var one = new ParameterRanges(List.of(new Range(0, 2), new Range(3, 4)), List.of(new Range(4, 6)), 7);

        assertThat(one.times(3))
                .isEqualTo(new ParameterRanges(
                        List.of(
                                new Range(0, 2),
                                new Range(3, 4),
                                new Range(7, 9),
                                new Range(10, 11),
                                new Range(14, 16),
                                new Range(17, 18)),
                        List.of(new Range(4, 6), new Range(11, 13), new Range(18, 20)),
                        21,
                        3,
                        List.of(
                                new Rated(new Range(0, 7), 1),
                                new Rated(new Range(7, 14), 1),
                                new Rated(new Range(14, 21), 1))));
        assertThat(one.times(1)).isSameAs(one);
    }

    @Test
    void statistics_of_an_encoder_stay_below_any_head() {
        // 9 weights of 2 filters, 2 gammas, 2 betas
        var statistics = List.of(new Range(22, 24), new Range(24, 26));

        for (var head : List.of(
                new Classes(2), new IndependentLabels(List.of(0.5f)), new LabelPath(3, 5, 2, List.of(1, 0, 2)))) {
            var architecture = new Architecture(CONVOLUTIONAL, head);
            var ranges = ParameterRanges.of(architecture, SHAPE);

            assertThat(ranges.statistics()).isEqualTo(statistics);
            assertThat(ranges.count()).isEqualTo((int) architecture.parameterCount(SHAPE));
        }
    }
}
