package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.LabelSearch;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Compares networks of any kind, with random weights and on random sequences, with what ONNX Runtime makes of their
 * files. Other suites of tests may ask.
 */
public final class RandomNetworks {
    private static final float MOST = 1e-5f;
    private static final int MOST_STEPS = 40;
    private static final int BEAM = 4;

    private RandomNetworks() {}

    /**
     * Makes sure that a network of this kind is exported as it is.
     *
     * @param input what it reads: symbols are those of the vocabulary
     */
    public static void requireExported(Architecture architecture, NetworkInput input, long seed) {
        var network = Networks.of(architecture, input, seed);
        for (int count : new int[] {1, 6}) {
            var random = new Random(seed + count);
            compare(network, random, count);
        }
    }

    private static void compare(TrainedNetwork network, Random random, int count) {
        var head = network.architecture().head();
        var forecast = head instanceof Values values ? values.forecast() : Optional.<Forecast>empty();
        var shape = network.inputShape();
        var raw = forecast.map(ahead -> windows(ahead, shape)).orElse(shape);
        int[] steps = IntStream.range(0, count)
                .map(n -> raw.isAnyLength() ? 1 + random.nextInt(MOST_STEPS) : raw.timeSteps())
                .toArray();
        var values = new float[count][];
        for (int n = 0; n < count; n++) {
            values[n] = values(network, random, steps[n] * raw.features());
            if (forecast.isPresent() && !forecast.get().known().isEmpty()) {
                countAhead(values[n], raw, forecast.get());
            }
        }
        var sequences = packed(network, raw, steps, values);
        try (var classifier = Classifier.of(network);
                var runtime = OnnxRuntime.of(Networks.file(network))) {
            var found = runtime.run(inputs(network, forecast, raw, steps, values));
            switch (found.keySet().contains("values") ? "values" : head instanceof LabelPath ? "path" : "") {
                case "values" -> {
                    var expected = classifier.values(sequences, 0, count, () -> false);
                    var own = (double[]) found.get("values");
                    int each = own.length / count;
                    for (int n = 0; n < count; n++) {
                        int from = n * (expected.length / count);
                        assertThat(Arrays.copyOfRange(own, n * each, (n + 1) * each))
                                .containsExactly(Arrays.copyOfRange(expected, from, from + each), within(1e-4));
                    }
                }
                case "path" -> comparePaths(network, classifier, sequences, found, count);
                default -> {
                    var expected = classifier.probabilities(sequences, 0, count, () -> false);
                    assertThat(withoutPadding(network, (float[]) found.get("probabilities"), steps))
                            .containsExactly(expected, within(MOST));
                }
            }
        }
    }

    private static void comparePaths(
            TrainedNetwork network, Classifier classifier, Sequences sequences, Map<String, Object> found, int count) {
        int labels = network.architecture().head().labels();
        var search = new LabelSearch(BEAM, 0, false, false);
        var sets = classifier.labelSets(sequences, 0, count, search, () -> false);
        try (var step = OnnxRuntime.of(LabelPathExportTest.stepFile(network))) {
            var paths = new PlainBeamSearch(step, labels, BEAM, 0).paths(found);
            for (int n = 0; n < count; n++) {
                assertThat(Math.exp(paths.get(n).logProbability()))
                        .isCloseTo(sets.get(n).orElseThrow().probability(), within((double) MOST));
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A label per step has as many probabilities as the longest sequence has steps. */
    private static float[] withoutPadding(TrainedNetwork network, float[] probabilities, int[] steps) {
        int longest = Arrays.stream(steps).max().orElseThrow();
        var head = network.architecture().head();
        int answers = head.answers(longest);
        int outputs = head.outputs();
        var kept = new float[Arrays.stream(steps).map(head::answers).sum() * outputs];
        int at = 0;
        for (int n = 0; n < steps.length; n++) {
            int own = head.answers(steps[n]) * outputs;
            System.arraycopy(probabilities, n * answers * outputs, kept, at, own);
            at += own;
        }
        return kept;
    }

    /** Returns the shape of windows of which a forecasting network reads this shape. */
    private static SequenceShape windows(Forecast forecast, SequenceShape read) {
        boolean hasFuture = !forecast.known().isEmpty();
        int past = read.timeSteps()
                - (hasFuture ? forecast.stepsAtOnce() : 0)
                + forecast.normalization().referenceSteps();
        return new SequenceShape(past + (hasFuture ? forecast.horizon() : 0), read.features());
    }

    private static void countAhead(float[] values, SequenceShape raw, Forecast forecast) {
        int past = raw.timeSteps() - forecast.horizon();
        for (int t = 0; t < raw.timeSteps(); t++) {
            values[(t + 1) * raw.features() - 1] = Math.max(0, t - past + 1);
        }
    }

    private static float[] values(TrainedNetwork network, Random random, int count) {
        int features = network.inputShape().features();
        var values = RandomSequences.values(random, count, 0);
        var symbols = network.input().vocabulary();
        for (int i = 0; symbols.isPresent() && i < count; i += features) {
            values[i] = 1 + random.nextInt(symbols.get().size());
        }
        return values;
    }

    private static Sequences packed(TrainedNetwork network, SequenceShape raw, int[] steps, float[][] values) {
        var packer = Sequences.packer(raw, network.architecture().encoder().inputForm(), "");
        network.input().vocabulary().ifPresent(packer::symbols);
        for (int n = 0; n < steps.length; n++) {
            packer.add(Tensor.ofFloats(Shape.of(steps[n], raw.features()), values[n]));
        }
        return packer.build();
    }

    private static Map<String, OnnxTensor> inputs(
            TrainedNetwork network, Optional<Forecast> forecast, SequenceShape raw, int[] steps, float[][] values) {
        int count = steps.length;
        int longest = Arrays.stream(steps).max().orElseThrow();
        // a recursive forecast reads no further than its next step
        int read = forecast.filter(ahead -> ahead.recursive() && !ahead.known().isEmpty())
                .map(ahead -> longest - ahead.horizon() + 1)
                .orElse(longest);
        int features = raw.features();
        var padded = new float[count * read * features];
        for (int n = 0; n < count; n++) {
            System.arraycopy(values[n], 0, padded, n * read * features, Math.min(values[n].length, read * features));
        }
        var inputs = new HashMap<String, OnnxTensor>();
        if (network.architecture().encoder().readsImages()) {
            int channels = network.architecture().encoder().inputForm().channels();
            inputs.put("images", images(ImageShape.of(raw, channels), padded, count));
        } else if (network.input().vocabulary().isPresent()) {
            inputs.put(
                    "symbols",
                    OnnxRuntime.texts(texts(network.input().vocabulary().get(), padded, count)));
        } else {
            inputs.put("sequences", OnnxRuntime.floats(padded, count, read, features));
        }
        if (raw.isAnyLength()) {
            inputs.put(
                    "lengths",
                    OnnxRuntime.longs(Arrays.stream(steps).asLongStream().toArray(), count));
        }
        return inputs;
    }

    private static String[][] texts(Vocabulary vocabulary, float[] numbers, int count) {
        int steps = numbers.length / count;
        var texts = new String[count][steps];
        for (int i = 0; i < numbers.length; i++) {
            texts[i / steps][i % steps] =
                    numbers[i] == 0 ? "" : vocabulary.symbols().get((int) numbers[i] - 1);
        }
        return texts;
    }

    private static OnnxTensor images(ImageShape image, float[] rows, int count) {
        int height = image.height();
        int width = image.width();
        int channels = image.channels();
        var values = new float[rows.length];
        for (int n = 0; n < count; n++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    for (int c = 0; c < channels; c++) {
                        values[((n * channels + c) * height + y) * width + x] =
                                rows[((n * height + y) * width + x) * channels + c];
                    }
                }
            }
        }
        return OnnxRuntime.floats(values, count, channels, height, width);
    }
}
