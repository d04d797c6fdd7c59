package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.Trainer;
import org.seqnet.engine.training.TrainingListener;

/**
 * ONNX Runtime computes exported MiniRockets as we do, also on the training sequences, of which outputs of kernels are
 * biases themselves: an output that were a bit larger than here would exceed its bias.
 */
class RocketExportTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "9, 1, 2", "30, 1, 30", "150, 1, 12", "60, 2, 10", "40, 13, 10"})
    void sequences_of_one_length_are_predicted_alike(int timeSteps, int features, int perKernel) throws IOException {
        var shape = new SequenceShape(timeSteps, features);
        var network = fitted(RandomSequences.of(shape, 40, 3), perKernel);
        Alike.requireProbabilities(network, RandomSequences.of(shape, 40, 3));
        Alike.requireProbabilities(network, RandomSequences.of(shape, 1, 4));
    }

    @ParameterizedTest
    @CsvSource({"1, 30", "3, 10"})
    void sequences_of_several_lengths_are_predicted_alike(int features, int perKernel) throws IOException {
        var shape = SequenceShape.ofAnyLength(features);
        var network = fitted(RandomSequences.of(shape, 40, 100, 0, 3), perKernel);
        Alike.requireProbabilities(network, RandomSequences.of(shape, 40, 100, 0, 3));
        Alike.requireProbabilities(network, RandomSequences.of(shape, 1, 300, 0, 4));
        Alike.requireProbabilities(network, RandomSequences.of(shape, 5, 2, 0, 5));
    }

    @Test
    void there_is_no_answer_for_values_that_are_missing_or_too_large() throws IOException {
        var network = fitted(RandomSequences.of(new SequenceShape(10, 1), 40, 3), 2);
        var file = new ByteArrayOutputStream();
        OnnxFile.write(network, file);
        var values = new float[30];
        values[4] = Float.NaN;
        values[14] = 1e38f;
        try (var runtime = OnnxRuntime.of(file.toByteArray())) {
            var answer = (float[]) runtime.run(Map.of("sequences", OnnxRuntime.floats(values, 3, 10, 1)))
                    .get("probabilities");
            assertThat(IntStream.range(0, 9).mapToObj(i -> Float.isNaN(answer[i])))
                    .containsExactly(true, true, true, true, true, true, false, false, false);
        }
    }

    private static TrainedNetwork fitted(RandomSequences data, int perKernel) {
        int count = data.sequences().size();
        data.inputs().values().forEach(OnnxTensor::close);
        var labels = new LabelDomain(List.of("a", "b", "c"));
        var training = new LabelledSequences(
                data.sequences(), IntStream.range(0, count).map(n -> n % 3).toArray(), labels);
        var rocket = Rocket.ofMost(Rocket.KERNELS * perKernel, 5, LinearClassifier.LOGISTIC);
        return new Trainer()
                .train(
                        new Architecture(rocket, Classes.of(labels)),
                        PreprocessingRule.NONE,
                        TrainingOptions.defaults().withThreads(2),
                        training,
                        Optional.empty(),
                        TrainingListener.NONE)
                .network();
    }
}
