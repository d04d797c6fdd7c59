package org.seqnet.exchange;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.SequenceShape;

/** ONNX Runtime computes exported convolutions over time as we do, also beside recurrent layers. */
class TemporalExportTest {

    /** Kernels of even and odd sizes, shorter and longer than sequences; shortcuts of each kind. */
    static Stream<Encoder> encoders() {
        var temporal = Arrays.stream(Design.values())
                .flatMap(design -> Stream.of(
                        new TemporalConvolutional(design, 3, 3, 8, 1, 0.2),
                        new TemporalConvolutional(design, 4, 4, 5, 2, 0),
                        new TemporalConvolutional(design, 1, 1, 1, 1, 0),
                        new TemporalConvolutional(design, 2, 2, 40, 3, 0)))
                .toList();
        var recurrent = new Recurrent(Cell.GRU, 2, 4, 0, 0, true, Pooling.ATTENTION);
        var last = new Recurrent(Cell.LSTM, 1, 1, 0, 1);
        return Stream.of(
                        temporal.stream(),
                        temporal.stream().limit(2).map(beside -> new Composition(recurrent, beside)),
                        temporal.stream().skip(10).map(beside -> new Composition(last, beside)))
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void sequences_of_one_length_and_of_several_are_predicted_alike(Encoder encoder) throws IOException {
        for (var shape : new SequenceShape[] {
            new SequenceShape(12, 3),
            new SequenceShape(1, 1),
            SequenceShape.ofAnyLength(2),
            SequenceShape.ofAnyLength(1)
        }) {
            for (int count : new int[] {1, 8}) {
                var network = Networks.of(new Architecture(encoder, new Classes(3)), shape, count);
                Alike.requireProbabilities(network, RandomSequences.of(shape, count, 20, 0, count));
            }
        }
    }
}
