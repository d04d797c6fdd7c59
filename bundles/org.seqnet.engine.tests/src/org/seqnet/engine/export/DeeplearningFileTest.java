package org.seqnet.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.trained.TrainedNetwork;

class DeeplearningFileTest {
    @ParameterizedTest
    @EnumSource
    void deeplearning4j_reads_the_file_and_predicts_and_learns_on(Cell cell) throws IOException {
        var network = Toys.network(cell);
        var bytes = new ByteArrayOutputStream();
        DeeplearningFile.write(network, bytes);

        var read = ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes.toByteArray()), true);

        var data = Toys.learnable(9, network.inputShape(), 6, 1).sequences();
        var values = new float[9 * 8];
        data.copyBatch(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, 0, 9, values);
        var output = read.output(Nd4j.createFromArray(values).reshape(9, 4, 2));
        try (var classifier = Classifier.of(network)) {
            assertThat(output.dup('c').reshape(54).toFloatVector())
                    .containsExactly(classifier.probabilities(data, 0, data.size(), () -> false), within(1e-6f));
        }
        assertThat(read.params().toFloatVector()).isEqualTo(network.parameters());
        assertThat(read.getUpdater().getStateViewArray().toFloatVector()).isEqualTo(network.updaterState());
        assertThat(read.getIterationCount()).isEqualTo(12);
        var targets = Nd4j.zeros(9, 6);
        targets.putScalar(0, 0, 1);
        read.fit(Nd4j.createFromArray(values).reshape(9, 4, 2), targets);
        assertThat(read.getIterationCount()).isEqualTo(13);
    }

    static Stream<TrainedNetwork> convolutionalNetworks() {
        return Stream.of(Toys.convolutionalNetwork(), Toys.normalizedNetwork());
    }

    @ParameterizedTest
    @MethodSource("convolutionalNetworks")
    void deeplearning4j_reads_a_convolutional_network_and_predicts_and_learns_on(TrainedNetwork network)
            throws IOException {
        var bytes = new ByteArrayOutputStream();
        DeeplearningFile.write(network, bytes);

        var read = ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes.toByteArray()), true);

        var data = Toys.learnable(3, network.inputShape(), 4, 1).sequences();
        var values = new float[3 * 72];
        data.copyBatch(new int[] {0, 1, 2}, 0, 3, values);
        var images = Nd4j.createFromArray(values)
                .reshape(3, 6, 6, 2)
                .permute(0, 3, 1, 2)
                .dup('c');
        var output = read.output(images);
        try (var classifier = Classifier.of(network)) {
            assertThat(output.dup('c').reshape(12).toFloatVector())
                    .containsExactly(classifier.probabilities(data, 0, data.size(), () -> false), within(1e-6f));
        }
        assertThat(read.params().toFloatVector()).isEqualTo(network.parameters());
        assertThat(read.getUpdater().getStateViewArray().toFloatVector()).isEqualTo(stateInBlocks(network));
        var targets = Nd4j.zeros(3, 4);
        targets.putScalar(0, 0, 1);
        read.fit(images, targets);
        assertThat(read.getIterationCount()).isEqualTo(13);
    }

    /** Returns Adam's moments as Deeplearning4j keeps them: those before six statistics by themselves. */
    private static float[] stateInBlocks(TrainedNetwork network) {
        if (network.equals(Toys.convolutionalNetwork())) {
            return network.updaterState();
        }
        int count = network.parameterCount();
        // Before the moving averages: 54 weights, three gammas and three betas.
        var indices = IntStream.of(0, count)
                .flatMap(from -> IntStream.range(from, from + 60))
                .boxed()
                .collect(Collectors.toList());
        for (int from : new int[] {66, count + 66}) {
            IntStream.range(from, from + count - 66).forEach(indices::add);
        }
        var blocks = new float[indices.size()];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = network.updaterState()[indices.get(i)];
        }
        return blocks;
    }
}
