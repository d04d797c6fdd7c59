package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.SequenceShape;

/** ONNX Runtime computes exported recurrent networks as we do. */
class RecurrentExportTest {

    static Stream<Recurrent> encoders() {
        return Arrays.stream(Pooling.values()).flatMap(pooling -> Arrays.stream(Cell.values())
                .flatMap(cell -> Stream.of(1, 3).flatMap(layers -> Stream.of(false, true)
                        .map(both ->
                                new Recurrent(cell, layers, 5, 0.5, cell.hasForgetGates() ? 1 : 0, both, pooling)))));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void sequences_of_one_length_and_of_several_are_predicted_alike(Recurrent encoder) throws IOException {
        for (var shape : new SequenceShape[] {new SequenceShape(6, 3), SequenceShape.ofAnyLength(2)}) {
            var network = Networks.of(new Architecture(encoder, new Classes(4)), shape, 7);
            var file = new ByteArrayOutputStream();
            OnnxFile.write(network, file);
            for (int count : new int[] {1, 8}) {
                var data = RandomSequences.of(shape, count, count);
                try (var classifier = Classifier.of(network);
                        var runtime = OnnxRuntime.of(file.toByteArray())) {
                    var expected = classifier.probabilities(data.sequences(), 0, count, () -> false);
                    assertThat((float[]) runtime.run(data.inputs()).get("probabilities"))
                            .containsExactly(expected, within(1e-5f));
                }
            }
        }
    }
}
