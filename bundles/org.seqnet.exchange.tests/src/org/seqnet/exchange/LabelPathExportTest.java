package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.LabelSearch;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.TrainedNetwork;

/** A beam search around the graphs of a label path, in plain Java, finds the labels that we find. */
class LabelPathExportTest {
    private static final int LABELS = 7;
    private static final Recurrent ENCODER = new Recurrent(Cell.GRU, 1, 6, 0, 0, false, Pooling.LAST_STEP);

    private static TrainedNetwork network(SequenceShape shape, long seed) {
        var path = new LabelPath(LABELS, 9, 8, List.of());
        var network = Networks.of(new Architecture(ENCODER, path), shape, seed);
        var parameters = network.parameters();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] *= 3; // clearer preferences, by which paths differ in length
        }
        return TrainedNetwork.keeping(
                parameters, network.architecture(), network.input(), network.labels(), network.provenance());
    }

    static byte[] stepFile(TrainedNetwork network) throws IOException {
        var file = new ByteArrayOutputStream();
        OnnxFile.writeStep(network, file);
        return file.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 0", "3, 2", "20, 0", "200, 4"})
    void the_search_finds_the_same_paths(int width, int longest) throws IOException {
        int lengths = 0;
        for (var shape : new SequenceShape[] {new SequenceShape(6, 3), SequenceShape.ofAnyLength(2)}) {
            for (int count : new int[] {1, 8}) {
                var network = network(shape, 3);
                var data = RandomSequences.of(shape, count, count);
                var search = new LabelSearch(width, longest, false, false);
                try (var classifier = Classifier.of(network);
                        var runtime = OnnxRuntime.of(Networks.file(network));
                        var step = OnnxRuntime.of(stepFile(network))) {
                    var sets = classifier.labelSets(data.sequences(), 0, count, search, () -> false);
                    var found = new PlainBeamSearch(step, LABELS, width, longest).paths(runtime.run(data.inputs()));
                    for (int n = 0; n < count; n++) {
                        var expected = sets.get(n).orElseThrow();
                        assertThat(found.get(n).labels())
                                .containsExactly(
                                        IntStream.of(expected.labels()).boxed().toArray(Integer[]::new));
                        assertThat(Math.exp(found.get(n).logProbability()))
                                .isCloseTo(expected.probability(), within(1e-5));
                        lengths += expected.labels().length;
                    }
                }
            }
        }
        assertThat(lengths).as("labels found").isGreaterThan(18);
    }

    @Test
    void images_have_paths_as_well() throws IOException {
        var image = new ImageShape(7, 6, 3);
        var encoder = new Convolutional(3, List.of(new ConvolutionBlock(4, 3, 1, 2, true, 0.1)), 6, 0);
        var shape = new SequenceShape(7, 18);
        var path = new LabelPath(LABELS, 9, 8, List.of(6, 5, 4, 3, 2, 1, 0));
        var network = Networks.of(new Architecture(encoder, path), shape, 5);
        var data = ImageExportTest.images(encoder, shape, image, 5, 0);
        try (var classifier = Classifier.of(network);
                var runtime = OnnxRuntime.of(Networks.file(network));
                var step = OnnxRuntime.of(stepFile(network))) {
            var sets = classifier.labelSets(data.sequences(), 0, 5, new LabelSearch(4, 0, false, false), () -> false);
            var found = new PlainBeamSearch(step, LABELS, 4, 0).paths(runtime.run(data.inputs()));
            for (int n = 0; n < 5; n++) {
                assertThat(found.get(n).labels())
                        .containsExactly(IntStream.of(sets.get(n).orElseThrow().labels())
                                .boxed()
                                .toArray(Integer[]::new));
            }
        }
        assertThat(OnnxFile.read(ByteBuffer.wrap(Networks.file(network)), "a.onnx"))
                .isEqualTo(new FileContent.Whole(network));
    }

    @Test
    void several_paths_go_on_at_once_as_each_by_itself() throws IOException {
        try (var step = OnnxRuntime.of(stepFile(network(new SequenceShape(6, 3), 3)))) {
            var random = new Random(1);
            var features = new float[3 * 9];
            var state = new float[3 * 8];
            for (int i = 0; i < features.length; i++) {
                features[i] = (float) random.nextGaussian();
                state[i % state.length] = (float) random.nextGaussian();
            }
            long[] labels = {6, 0, 3};
            var together = step(step, features, labels, state);
            for (int n = 0; n < 3; n++) {
                var alone = step(
                        step,
                        Arrays.copyOfRange(features, n * 9, n * 9 + 9),
                        new long[] {labels[n]},
                        Arrays.copyOfRange(state, n * 8, n * 8 + 8));
                for (var output : List.of("scores", "next_h", "next_c")) {
                    var own = (float[]) alone.get(output);
                    var all = (float[]) together.get(output);
                    assertThat(Arrays.copyOfRange(all, n * own.length, (n + 1) * own.length))
                            .as(output)
                            .containsExactly(own, within(1e-5f));
                }
            }
        }
    }

    private static Map<String, Object> step(OnnxRuntime step, float[] features, long[] labels, float[] state) {
        int rows = labels.length;
        return step.run(Map.of(
                "features", OnnxRuntime.floats(features, rows, 9),
                "label", OnnxRuntime.longs(labels, rows),
                "h", OnnxRuntime.floats(state, rows, 8),
                "c", OnnxRuntime.floats(state, rows, 8)));
    }

    @Test
    void only_label_paths_have_a_graph_of_a_step() {
        var network = Networks.of(new Architecture(ENCODER, new Classes(3)), new SequenceShape(6, 3), 1);
        assertThatThrownBy(() -> stepFile(network))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The network predicts one class per sequence; only one that predicts a path of labels has "
                        + "a graph of a step.");
    }

    @Test
    void the_file_of_a_step_is_no_network() throws IOException {
        var step = stepFile(network(new SequenceShape(6, 3), 1));
        assertThatThrownBy(() -> OnnxFile.read(ByteBuffer.wrap(step), "a.step.onnx"))
                .isInstanceOf(MalformedException.class)
                .hasMessage("a.step.onnx has only a step of a label path. Select the file of the network itself, which "
                        + "was written together with it.");
    }
}
