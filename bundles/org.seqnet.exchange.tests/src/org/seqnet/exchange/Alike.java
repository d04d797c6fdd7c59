package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.trained.TrainedNetwork;

/** Checks that ONNX Runtime computes exported networks as we do. */
final class Alike {
    private static final float MOST = 1e-5f;

    private Alike() {}

    /** Makes sure that no probability differs by more than {@value #MOST}, and that we read the network again. */
    static void requireProbabilities(TrainedNetwork network, RandomSequences data) throws IOException {
        var file = new ByteArrayOutputStream();
        OnnxFile.write(network, file);
        assertThat(OnnxFile.read(ByteBuffer.wrap(file.toByteArray()), "a.onnx"))
                .isEqualTo(new FileContent.Whole(network));
        int count = data.sequences().size();
        try (var classifier = Classifier.of(network);
                var runtime = OnnxRuntime.of(file.toByteArray())) {
            var expected = classifier.probabilities(data.sequences(), 0, count, () -> false);
            assertThat(IntStream.range(0, expected.length).filter(i -> expected[i] > 0.01 && expected[i] < 0.99))
                    .as("probabilities that show a difference")
                    .isNotEmpty();
            assertThat((float[]) runtime.run(data.inputs()).get("probabilities"))
                    .containsExactly(expected, within(MOST));
        }
    }
}
