package org.seqnet.exchange;

import ai.onnxruntime.OnnxTensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.NetworkInput;

/** ONNX Runtime numbers and embeds symbols as we do, with other features beside them. */
class SymbolExportTest {
    private static final Vocabulary KNOWN = new Vocabulary(List.of("to be", "\u00e9\u4e2d", "A", "a"));
    /** The last is not known to networks. */
    private static final Vocabulary ALL = new Vocabulary(List.of("a", "A", "to be", "\u00e9\u4e2d", "b"));

    static Stream<Encoder> encoders() {
        var recurrent = new Recurrent(Cell.LSTM, 1, 3, 0, 1);
        var temporal = new TemporalConvolutional(Design.INCEPTION, 2, 1, 4, 1, 0);
        return Stream.of(recurrent, temporal, new Composition(recurrent, temporal));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void sequences_of_symbols_are_predicted_alike(Encoder encoder) throws IOException {
        for (int features : new int[] {1, 3}) {
            for (var shape :
                    new SequenceShape[] {new SequenceShape(6, features), SequenceShape.ofAnyLength(features)}) {
                for (int dimensions : new int[] {1, 5}) {
                    for (int count : new int[] {1, 7}) {
                        var embedding = Optional.of(new Embedding(KNOWN.size(), dimensions));
                        var input = new NetworkInput(
                                shape, Preparation.UNKNOWN, Optional.of(KNOWN), preprocessing(features));
                        var network =
                                Networks.of(new Architecture(embedding, encoder, new Classes(3), 1), input, count);
                        Alike.requireProbabilities(network, symbols(shape, count));
                    }
                }
            }
        }
    }

    /** Numbers of symbols stay as they are. */
    private static Preprocessing preprocessing(int features) {
        return features == 1
                ? Preprocessing.NONE
                : new Preprocessing(
                        FeatureScale.STANDARDIZE,
                        new double[] {0, 1, 2},
                        new double[] {1, 0.5, 3},
                        Filling.PREVIOUS,
                        new double[] {0, 1, 2},
                        true);
    }

    private static RandomSequences symbols(SequenceShape shape, int count) {
        var random = new Random(count);
        int features = shape.features();
        int[] steps = IntStream.range(0, count)
                .map(n -> shape.isAnyLength() ? 1 + random.nextInt(8) : shape.timeSteps())
                .toArray();
        int longest = Arrays.stream(steps).max().orElseThrow();
        var texts = new String[count][longest];
        var numbers = new float[count * longest * (features - 1)];
        Arrays.fill(numbers, Float.NaN);
        var packer = Sequences.packer(shape, InputForm.SEQUENCES, "")
                .keepingMissing()
                .symbols(ALL);
        for (int n = 0; n < count; n++) {
            Arrays.fill(texts[n], "behind");
            var values = RandomSequences.values(random, steps[n] * features, 0.2);
            for (int t = 0; t < steps[n]; t++) {
                int number = random.nextInt(ALL.size() + 1);
                values[t * features] = number;
                texts[n][t] = number == Vocabulary.UNKNOWN ? "" : ALL.symbol(number);
                System.arraycopy(values, t * features + 1, numbers, (n * longest + t) * (features - 1), features - 1);
            }
            packer.add(Tensor.ofFloats(Shape.of(steps[n], features), values));
        }
        var inputs = new HashMap<String, OnnxTensor>(Map.of("symbols", OnnxRuntime.texts(texts)));
        if (features > 1) {
            inputs.put("sequences", OnnxRuntime.floats(numbers, count, longest, features - 1));
        }
        if (shape.isAnyLength()) {
            inputs.put(
                    "lengths",
                    OnnxRuntime.longs(Arrays.stream(steps).asLongStream().toArray(), count));
        }
        return new RandomSequences(packer.build(), inputs);
    }
}
