package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.LabelSearch;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/** ONNX Runtime gets the answers of exported networks that we get, whatever they answer. */
class HeadExportTest {
    private static final float MOST = 1e-5f;
    private static final SequenceShape FIXED = new SequenceShape(6, 3);
    private static final SequenceShape ANY = SequenceShape.ofAnyLength(2);

    private static final Recurrent RECURRENT = new Recurrent(Cell.LSTM, 2, 5, 0.5, 1, true, Pooling.LAST_STEP);
    private static final TemporalConvolutional TEMPORAL = new TemporalConvolutional(Design.INCEPTION, 2, 2, 4, 1, 0.1);

    private record Case(TrainedNetwork network, RandomSequences data, int count) {
        Map<String, Object> exported() {
            try (var runtime = OnnxRuntime.of(Networks.file(network))) {
                return runtime.run(data.inputs());
            }
        }

        float[] probabilities() {
            try (var classifier = Classifier.of(network)) {
                return classifier.probabilities(data.sequences(), 0, count, () -> false);
            }
        }
    }

    /** Sequences of one length and of several, one sequence and some; a network by itself and an ensemble. */
    private static Stream<Case> cases(Head head) {
        return Stream.of(RECURRENT, TEMPORAL, new Composition(RECURRENT, TEMPORAL))
                .flatMap(encoder -> cases(encoder, head));
    }

    private static Stream<Case> cases(Encoder encoder, Head head) {
        return Stream.of(1, 3).flatMap(members -> Stream.of(FIXED, ANY).flatMap(shape -> {
            var network = Networks.of(new Architecture(encoder, head, members), shape, 11L * members);
            return Stream.of(1, 8).map(count -> new Case(network, RandomSequences.of(shape, count, count), count));
        }));
    }

    @ParameterizedTest
    @ValueSource(floats = {1, 0.4f, 3})
    void probabilities_of_classes_are_calibrated_and_the_label_is_the_likeliest(float temperature) {
        var head = new Classes(4, temperature);
        cases(head).forEach(one -> {
            var outputs = one.exported();
            var expected = head.calibrated(one.probabilities());
            assertThat((float[]) outputs.get("probabilities")).containsExactly(expected, within(MOST));
            var labels = IntStream.range(0, one.count)
                    .mapToObj(n -> "label " + head.likeliest(expected, n).orElseThrow())
                    .toArray(String[]::new);
            assertThat((String[]) outputs.get("label")).containsExactly(labels);
        });
    }

    @Test
    void labels_that_are_whole_numbers_come_as_such() {
        var labels = new LabelDomain(List.of("-7", "9000000000", "3"), LabelType.LONG);
        var network = Networks.of(new Architecture(RECURRENT, new Classes(3)), NetworkInput.of(FIXED), labels, 2);
        var one = new Case(network, RandomSequences.of(FIXED, 20, 5), 20);
        var probabilities = one.probabilities();
        var expected = IntStream.range(0, 20)
                .mapToLong(n -> new long[] {-7, 9000000000L, 3}
                        [new Classes(3).likeliest(probabilities, n).orElseThrow()])
                .toArray();
        assertThat((long[]) one.exported().get("label")).containsExactly(expected);
        assertThat(Arrays.stream(expected).distinct().count()).isGreaterThan(1);
    }

    @Test
    void labels_that_are_truth_values_come_as_texts() {
        var labels = new LabelDomain(List.of("false", "true"), LabelType.BOOLEAN);
        var network = Networks.of(new Architecture(RECURRENT, new Classes(2)), NetworkInput.of(FIXED), labels, 2);
        var outputs = new Case(network, RandomSequences.of(FIXED, 1, 5), 1).exported();
        assertThat((String[]) outputs.get("label"))
                .containsAnyOf("false", "true")
                .hasSize(1);
    }

    @Test
    void independent_labels_are_those_that_reach_their_thresholds() {
        var head = new IndependentLabels(List.of(0.45f, 0.5f, 0f, 1f, 0.55f));
        var search = new LabelSearch(1, 0, false, false);
        cases(head).forEach(one -> {
            var outputs = one.exported();
            assertThat((float[]) outputs.get("probabilities")).containsExactly(one.probabilities(), within(MOST));
            var labels = (boolean[][]) outputs.get("labels");
            try (var classifier = Classifier.of(one.network)) {
                var sets = classifier.labelSets(one.data.sequences(), 0, one.count, search, () -> false);
                for (int n = 0; n < one.count; n++) {
                    int row = n;
                    assertThat(IntStream.range(0, 5).filter(k -> labels[row][k]).toArray())
                            .containsExactlyInAnyOrder(sets.get(n).orElseThrow().labels());
                }
            }
        });
    }

    @Test
    void what_grew_too_large_says_nothing_of_labels() {
        var network = Networks.of(new Architecture(RECURRENT, IndependentLabels.of(2)), FIXED, 3);
        var parameters = network.parameters();
        // of the two biases, which are last, and the weights before them
        parameters[parameters.length - 2] = 3e38f;
        Arrays.fill(parameters, parameters.length - 22, parameters.length - 12, 3e38f);
        var large = TrainedNetwork.keeping(
                parameters, network.architecture(), network.input(), network.labels(), network.provenance());
        var one = new Case(large, RandomSequences.of(FIXED, 6, 5), 6);
        var expected = one.probabilities();
        assertThat((float[]) one.exported().get("probabilities")).containsExactly(expected, within(MOST));
        assertThat(expected).contains(Float.NaN);
    }

    static Stream<Architecture> architectures() {
        return Stream.of(
                new Architecture(RECURRENT, new Classes(3)),
                new Architecture(RECURRENT, new StepClasses(3), 2),
                new Architecture(TEMPORAL, IndependentLabels.of(3)));
    }

    /** We refuse such sequences; layers of ONNX Runtime would make ordinary numbers of them. */
    @ParameterizedTest
    @MethodSource("architectures")
    void sequences_with_an_infinite_value_or_one_that_is_missing_and_not_filled_in_have_no_answer(
            Architecture architecture) {
        requireNoAnswer(architecture, Float.NaN);
        requireNoAnswer(architecture, Float.NEGATIVE_INFINITY);
    }

    private static void requireNoAnswer(Architecture architecture, float nothing) {
        for (var shape : List.of(FIXED, SequenceShape.ofAnyLength(3))) {
            try (var runtime = OnnxRuntime.of(Networks.file(Networks.of(architecture, shape, 3)))) {
                var values = new float[3 * 6 * 3];
                var whole = (float[]) runtime.run(inputs(shape, values)).get("probabilities");
                values[2 * 3 + 1] = nothing; // of the first sequence
                values[(6 + 5) * 3] = nothing; // of the last step of the second, behind its end if it has 5
                var found = (float[]) runtime.run(inputs(shape, values)).get("probabilities");
                int size = found.length / 3;
                assertThat(Arrays.copyOf(found, size)).containsOnly(Float.NaN);
                int others = shape.isAnyLength() ? size : 2 * size;
                assertThat(Arrays.copyOfRange(found, others, 3 * size))
                        .isEqualTo(Arrays.copyOfRange(whole, others, 3 * size))
                        .doesNotContain(Float.NaN);
                if (!shape.isAnyLength()) {
                    assertThat(Arrays.copyOfRange(found, size, 2 * size)).containsOnly(Float.NaN);
                }
            }
        }
    }

    private static Map<String, OnnxTensor> inputs(SequenceShape shape, float[] values) {
        var inputs = new HashMap<>(Map.of("sequences", OnnxRuntime.floats(values, 3, 6, 3)));
        if (shape.isAnyLength()) {
            inputs.put("lengths", OnnxRuntime.longs(new long[] {4, 5, 6}, 3));
        }
        return inputs;
    }

    @Test
    void each_step_up_to_the_end_of_its_sequence_has_probabilities_and_a_label() {
        cases(RECURRENT, new StepClasses(3)).forEach(one -> {
            var outputs = one.exported();
            var found = (float[]) outputs.get("probabilities");
            var labels = (String[][]) outputs.get("label");
            var expected = one.probabilities();
            int longest = found.length / one.count / 3;
            int at = 0;
            for (int n = 0; n < one.count; n++) {
                int steps = one.data.sequences().timeSteps(n);
                var own = Arrays.copyOfRange(expected, at, at + steps * 3);
                assertThat(Arrays.copyOfRange(found, n * longest * 3, (n * longest + steps) * 3))
                        .containsExactly(own, within(MOST));
                for (int step = 0; step < steps; step++) {
                    assertThat(labels[n][step])
                            .isEqualTo("label "
                                    + new Classes(3).likeliest(own, step).orElseThrow());
                }
                at += steps * 3;
            }
            assertThat(at).isEqualTo(expected.length);
        });
    }

    static Stream<ValueLoss> losses() {
        return Stream.of(
                ValueLoss.SQUARED,
                ValueLoss.ABSOLUTE,
                new ValueLoss.Huber(0.5),
                new ValueLoss.Quantiles(List.of(0.1, 0.5, 0.9)));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void values_come_in_the_units_of_their_targets(ValueLoss loss) {
        var standards = List.of(new Standard(3e6, 0.125), new Standard(-1, 40));
        cases(new Values(standards, loss, Optional.empty())).forEach(one -> {
            try (var classifier = Classifier.of(one.network)) {
                var expected = classifier.values(one.data.sequences(), 0, one.count, () -> false);
                var found = (double[]) one.exported().get("values");
                assertThat(found).hasSize(one.count * 2 * loss.outputs());
                for (int i = 0; i < found.length; i++) {
                    double most = MOST * standards.get(i / loss.outputs() % 2).deviation();
                    assertThat(found[i]).as("value %d", i).isCloseTo(expected[i], within(most));
                }
            }
        });
    }
}
