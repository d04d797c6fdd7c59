package org.seqnet.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.sequence.SequenceShape;

/** What heads start with; {@code RecurrentStartWeightsTest} and {@code ConvolutionalNetworkTest} have the encoders. */
class StartWeightsTest {
    private static final SequenceShape SHAPE = new SequenceShape(8, 8);
    private static final Encoder RECURRENT = new Recurrent(Cell.LSTM, 1, 20, 0, 0);
    private static final Encoder GRU = new Recurrent(Cell.GRU, 2, 20, 0, 0);
    private static final Encoder CONVOLUTIONAL =
            new Convolutional(1, List.of(new ConvolutionBlock(4, 3, 1, 2, true, 0)), 20, 0);

    private static float[] start(Encoder encoder, Head head) {
        return StartWeights.of(new Architecture(encoder, head), SHAPE, 7);
    }

    static Stream<Encoder> encoders() {
        return Stream.of(RECURRENT, GRU, CONVOLUTIONAL);
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void an_encoder_starts_the_same_below_any_head(Encoder encoder) {
        int count = (int) new Architecture(encoder, new Classes(6)).parameterCount(SHAPE)
                - (int) new Classes(6).parameterCount(20);
        var expected = Arrays.copyOf(start(encoder, new Classes(6)), count);

        for (var head : List.of(IndependentLabels.of(Toys.labels(4)), new LabelPath(6, 5, 4, List.of()))) {
            assertThat(Arrays.copyOf(start(encoder, head), count)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void the_first_member_of_an_ensemble_starts_as_alone_and_the_others_otherwise(Encoder encoder) {
        var alone = start(encoder, new Classes(6));
        var two = StartWeights.of(new Architecture(encoder, new Classes(6), 2), SHAPE, 7);
        var three = StartWeights.of(new Architecture(encoder, new Classes(6), 3), SHAPE, 7);

        int count = alone.length;
        assertThat(three).hasSize(3 * count);
        assertThat(Arrays.copyOf(three, count)).isEqualTo(alone);
        assertThat(Arrays.copyOf(three, 2 * count)).isEqualTo(two);
        assertThat(Arrays.copyOfRange(three, count, 2 * count)).isNotEqualTo(alone);
        assertThat(Arrays.copyOfRange(three, 2 * count, 3 * count))
                .isNotEqualTo(alone)
                .isNotEqualTo(Arrays.copyOfRange(three, count, 2 * count));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void independent_labels_start_as_classes_do(Encoder encoder) {
        assertThat(start(encoder, IndependentLabels.of(Toys.labels(6)))).isEqualTo(start(encoder, new Classes(6)));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void the_order_of_a_path_changes_no_weight(Encoder encoder) {
        assertThat(start(encoder, new LabelPath(3, 5, 4, List.of(2, 0, 1))))
                .isEqualTo(start(encoder, new LabelPath(3, 5, 4, List.of())));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void a_path_starts_with_embeddings_of_length_1_and_open_forget_gates(Encoder encoder) {
        int size = 50;
        int units = 30;
        var path = new LabelPath(98, size, units, List.of());
        var all = start(encoder, path);
        var head = Arrays.copyOfRange(all, all.length - (int) path.parameterCount(20), all.length);
        int lstm = 100 * size;
        int biases = lstm + 4 * units * (size + units);
        int joint = biases + 4 * units;
        int image = joint + units * size;
        int end = image + 20 * size;

        assertThat(deviation(head, 0, lstm)).isCloseTo(1 / Math.sqrt(size), within(0.005));
        assertThat(deviation(head, lstm, biases)).isCloseTo(Math.sqrt(2.0 / (units + size + units)), within(0.005));
        for (int i = biases; i < joint; i++) {
            boolean isForgetGate = i >= biases + units && i < biases + 2 * units;
            assertThat(head[i]).as("bias %d", i - biases).isEqualTo(isForgetGate ? 1 : 0);
        }
        assertThat(deviation(head, joint, image)).isCloseTo(Math.sqrt(2.0 / (units + size)), within(0.01));
        assertThat(deviation(head, image, end)).isCloseTo(Math.sqrt(2.0 / (20 + size)), within(0.01));
        assertThat(Arrays.copyOfRange(head, end, head.length)).hasSize(size).containsOnly(0);
    }

    @Test
    void each_gate_of_a_gru_starts_with_orthogonal_recurrent_weights_and_without_bias() {
        var all = start(GRU, new Classes(6));

        // Of the second layer: input weights 20 x 60, recurrent weights 20 x 60, 80 biases.
        int first = 60 * (8 + 20) + 80;
        assertThat(deviation(all, 0, 60 * 8)).isCloseTo(Math.sqrt(2.0 / 28), within(0.02));
        assertThat(deviation(all, first, first + 60 * 20)).isCloseTo(Math.sqrt(2.0 / 40), within(0.02));
        for (int gate = 0; gate < 3; gate++) {
            int from = first + 60 * 20 + gate * 400;
            for (int one = 0; one < 20; one++) {
                for (int other = 0; other < 20; other++) {
                    double product = 0;
                    for (int k = 0; k < 20; k++) {
                        product += (double) all[from + one * 20 + k] * all[from + other * 20 + k];
                    }
                    assertThat(product).isCloseTo(one == other ? 1 : 0, within(1e-6));
                }
            }
        }
        int biases = first + 60 * 40;
        assertThat(Arrays.copyOfRange(all, biases, biases + 80)).containsOnly(0);
        assertThat(biases + 80).isEqualTo(all.length - (int) new Classes(6).parameterCount(20));
        assertThat(Arrays.copyOfRange(all, first - 80, first)).containsOnly(0);
    }

    @Test
    void another_seed_gives_other_weights() {
        var architecture = new Architecture(RECURRENT, new LabelPath(3, 5, 4, List.of()));

        assertThat(StartWeights.of(architecture, SHAPE, 8)).isNotEqualTo(StartWeights.of(architecture, SHAPE, 7));
        assertThat(StartWeights.of(architecture, SHAPE, 7)).isEqualTo(StartWeights.of(architecture, SHAPE, 7));
    }

    private static double deviation(float[] values, int from, int to) {
        double squares = IntStream.range(from, to)
                .mapToDouble(i -> (double) values[i] * values[i])
                .sum();
        return Math.sqrt(squares / (to - from));
    }
}
