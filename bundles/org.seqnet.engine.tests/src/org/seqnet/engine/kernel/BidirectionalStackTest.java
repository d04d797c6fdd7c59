package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.product.Libraries;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.SequenceShape;

/** Layers of two directions, and pooling over time, in mini-batches of sequences of different lengths. */
class BidirectionalStackTest {
    private static final int CLASSES = RaggedBatch.CLASSES;

    /** What a network made of a mini-batch. */
    private record Result(float[] gradients, float[] probabilities, double lossSum, double correct) {}

    @BeforeAll
    static void start() {
        Backend.start();
    }

    private static Recurrent network(Cell cell, int layers, int units, boolean bidirectional, Pooling pooling) {
        return new Recurrent(cell, layers, units, 0, 0, bidirectional, pooling);
    }

    /** All that {@link RecurrentReferenceTest} does not have. */
    static Stream<Recurrent> kinds() {
        return Stream.of(Cell.LSTM, Cell.RNN_TANH)
                .flatMap(cell -> Arrays.stream(Pooling.values())
                        .flatMap(pooling ->
                                Stream.of(network(cell, 2, 7, true, pooling), network(cell, 2, 7, false, pooling))))
                .filter(network -> network.bidirectional() || network.pooling() != Pooling.LAST_STEP);
    }

    private static float[] parameters(LayerStack stack, double limit) {
        return UniformFloats.of(new Random(3), stack.parameterCount(), limit).array();
    }

    private static Result run(LayerStack stack, RaggedBatch batch) {
        float[] parameters = parameters(stack, 0.4);
        var gradients = new float[parameters.length];
        var outcome = stack.differentiate(parameters, batch.miniBatch(), Stacks.dropout(5), gradients);
        float[] probabilities = Stacks.predict(stack, parameters, batch.miniBatch(), batch.features(), CLASSES);
        return new Result(gradients, probabilities, outcome.lossSum(), outcome.correct());
    }

    private static Result run(Recurrent network, RaggedBatch batch, int threads) {
        try (var stack = Stacks.of(network, batch.features(), CLASSES, threads)) {
            return run(stack, batch);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void probabilities_loss_and_gradients_are_those_of_the_equations(Recurrent network) {
        for (var products : List.of(Libraries.named("oneDNN"), Libraries.named("OpenBLAS"))) {
            for (var batch : List.of(
                    RaggedBatch.of(1, 1, 1, 1),
                    RaggedBatch.of(3, 2, 9, 2),
                    RaggedBatch.of(5, 37, 31, 3),
                    RaggedBatch.of(4, new int[] {4, 4, 4, 4, 4}, 4))) {
                var input = SequenceShape.ofAnyLength(batch.features());
                try (var stack = Stacks.of(network, input, CLASSES, 2, products)) {
                    var result = run(stack, batch);
                    var reference = new RecurrentReference(network, new Classes(CLASSES), parameters(stack, 0.4));
                    var gradients = new double[stack.parameterCount()];
                    double lossSum = 0;
                    for (int n = 0; n < batch.count(); n++) {
                        var one = reference.run(batch.sequence(n), batch.labels()[n]);
                        assertClose(row(result.probabilities(), n), one.probabilities());
                        lossSum += one.loss();
                        Arrays.setAll(gradients, k -> gradients[k] + one.gradients()[k]);
                    }
                    assertThat(result.lossSum()).isCloseTo(lossSum, within(1e-5 * lossSum));
                    assertClose(result.gradients(), gradients);
                }
            }
        }
    }

    /** Relative to the largest value, by which single precision rounds sums. */
    private static void assertClose(float[] actual, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).reduce(0.1, Math::max);
        for (int k = 0; k < actual.length; k++) {
            assertThat((double) actual[k]).as("value " + k).isCloseTo(expected[k], within(1e-5 * largest));
        }
        assertThat(actual).hasSameSizeAs(expected);
    }

    private static float[] row(float[] probabilities, int row) {
        return Arrays.copyOfRange(probabilities, row * CLASSES, (row + 1) * CLASSES);
    }

    @Test
    void a_backward_direction_reads_what_a_forward_one_reads_of_the_reversed_sequences() {
        var batch = RaggedBatch.of(4, 23, 12, 7);
        try (var both = Stacks.of(network(Cell.LSTM, 1, 5, true, Pooling.LAST_STEP), 4, CLASSES, 2);
                var one = Stacks.of(network(Cell.LSTM, 1, 5, false, Pooling.LAST_STEP), 4, CLASSES, 2)) {
            float[] single = parameters(one, 0.6);
            int layer = single.length - 6 * CLASSES;
            var parameters = new float[both.parameterCount()];
            // The head of both directions has weights for the backward one only, which stands behind the forward one.
            System.arraycopy(single, 0, parameters, layer, layer);
            for (int k = 0; k < CLASSES; k++) {
                System.arraycopy(single, layer + 5 * k, parameters, 2 * layer + 10 * k + 5, 5);
                parameters[2 * layer + 10 * CLASSES + k] = single[layer + 5 * CLASSES + k];
            }

            assertThat(Stacks.predict(both, parameters, batch.miniBatch(), 4, CLASSES))
                    .containsExactly(
                            Stacks.predict(one, single, batch.reversed().miniBatch(), 4, CLASSES), within(1e-6f));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_number_of_threads_changes_no_bit(Recurrent network) {
        for (int count : new int[] {1, 2, 30, 37, 151}) {
            var batch = RaggedBatch.of(5, count, 20, count);
            var expected = run(network, batch, 1);
            for (int threads : new int[] {2, 3, 5}) {
                assertSame(run(network, batch, threads), expected);
            }
        }
    }

    /** Groups of long sequences have few of them. */
    @ParameterizedTest
    @EnumSource
    void long_sequences_are_predicted_alike_by_any_number_of_threads(Pooling pooling) {
        var network = network(Cell.RNN_TANH, 1, 2, true, pooling);
        int[] lengths = IntStream.range(0, 61)
                .map(n -> n % 20 == 3 ? 9000 : n % 5 == 0 ? 700 : 1 + n)
                .toArray();
        var batch = RaggedBatch.of(1, lengths, 8);
        for (var products : List.of(Libraries.named("oneDNN"), Libraries.named("OpenBLAS"))) {
            var input = SequenceShape.ofAnyLength(1);
            try (var one = Stacks.of(network, input, CLASSES, 1, products);
                    var four = Stacks.of(network, input, CLASSES, 4, products)) {
                float[] parameters = parameters(one, 0.7);
                float[] expected = Stacks.predict(one, parameters, batch.miniBatch(), 1, CLASSES);

                assertThat(Stacks.predict(four, parameters, batch.miniBatch(), 1, CLASSES))
                        .isEqualTo(expected);
                var reference = new RecurrentReference(network, new Classes(CLASSES), parameters);
                for (int n : new int[] {3, 5, 60}) {
                    assertClose(
                            row(expected, n),
                            reference.run(batch.sequence(n), 0).probabilities());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void predictions_do_not_depend_on_neighbours_or_what_was_predicted_before(Recurrent network) {
        var batch = RaggedBatch.of(4, 200, 33, 4);
        try (var stack = Stacks.of(network, 4, CLASSES, 2)) {
            float[] parameters = parameters(stack, 0.4);
            float[] all = Stacks.predict(stack, parameters, batch.miniBatch(), 4, CLASSES);
            for (int n : new int[] {0, 77, 199}) {
                float[] alone = Stacks.predict(stack, parameters, batch.only(n).miniBatch(), 4, CLASSES);
                assertThat(alone).containsExactly(row(all, n), within(1e-6f));
            }
            assertThat(Stacks.predict(stack, parameters, batch.miniBatch(), 4, CLASSES))
                    .isEqualTo(all);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sequences_drop_in_a_mini_batch_what_each_drops_alone(Recurrent plain) {
        var network = new Recurrent(plain.cell(), 2, 7, 0.4, 0, plain.bidirectional(), plain.pooling());
        var batch = RaggedBatch.of(5, 33, 8, 9);
        try (var stack = Stacks.of(network, 5, CLASSES, 2)) {
            float[] together = gradients(stack, batch, 0);
            var sums = new float[together.length];
            for (int n = 0; n < batch.count(); n++) {
                float[] one = gradients(stack, batch.only(n), n);
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += one[k];
                }
            }
            assertThat(together)
                    .containsExactly(sums, within(1e-4f))
                    .isNotEqualTo(run(plain, batch, 2).gradients());
        }
    }

    private static float[] gradients(LayerStack stack, RaggedBatch batch, int drawn) {
        var gradients = new float[stack.parameterCount()];
        var dropout = Stacks.dropout(11);
        for (int i = 0; i < drawn; i++) {
            dropout.nextLong();
        }
        stack.differentiate(parameters(stack, 0.4), batch.miniBatch(), dropout, gradients);
        return gradients;
    }

    /** A loss that falls as the gradients say shows that what is dropped forward is dropped backward. */
    @ParameterizedTest
    @MethodSource("kinds")
    void gradients_of_what_is_left_are_those_of_numeric_differences(Recurrent plain) {
        var network = new Recurrent(plain.cell(), 2, 7, 0.4, 0, plain.bidirectional(), plain.pooling());
        var batch = RaggedBatch.of(5, 9, 6, 10);
        try (var stack = Stacks.of(network, 5, CLASSES, 2)) {
            float[] parameters = parameters(stack, 0.4);
            float[] gradients = gradients(stack, batch, 0);
            double slope = 0;
            for (float gradient : gradients) {
                slope += (double) gradient * gradient;
            }
            float step = (float) (0.01 / Math.sqrt(slope));
            double above = lossAt(stack, batch, parameters, gradients, step);
            double below = lossAt(stack, batch, parameters, gradients, -step);

            assertThat((above - below) / (2 * step)).isCloseTo(slope, within(2e-3 * slope));
        }
    }

    private static double lossAt(
            LayerStack stack, RaggedBatch batch, float[] parameters, float[] direction, float step) {
        var moved = parameters.clone();
        for (int k = 0; k < moved.length; k++) {
            moved[k] += step * direction[k];
        }
        return stack.differentiate(moved, batch.miniBatch(), Stacks.dropout(11), new float[moved.length])
                .lossSum();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_frozen_encoder_leaves_the_head_its_gradients(Recurrent network) {
        var batch = RaggedBatch.of(5, 37, 20, 11);
        var architecture = new Architecture(network, new Classes(CLASSES));
        var input = SequenceShape.ofAnyLength(5);
        var products = MatrixProducts.fastest();
        try (var all = new LayerStack(architecture, input, 2, 0, products);
                var head = new LayerStack(architecture, input, 2, Integer.MAX_VALUE, products)) {
            var expected = run(all, batch);
            var result = run(head, batch);
            int encoder = result.gradients().length - (network.outputs() + 1) * CLASSES;

            assertThat(result.lossSum()).isCloseTo(expected.lossSum(), within(1e-4));
            assertThat(Arrays.copyOf(result.gradients(), encoder)).containsOnly(0f);
            assertThat(Arrays.copyOfRange(result.gradients(), encoder, result.gradients().length))
                    .containsExactly(
                            Arrays.copyOfRange(expected.gradients(), encoder, expected.gradients().length),
                            within(1e-4f));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void mini_batches_leave_nothing_behind(Recurrent network) {
        var equal = RaggedBatch.of(5, new int[] {6, 6, 6, 6, 6, 6, 6, 6}, 2);
        var expected = run(network, equal, 2);
        long bytes = Pointer.totalBytes();
        try (var stack = Stacks.of(network, 5, CLASSES, 2)) {
            for (int[] size : new int[][] {{60, 30}, {60, 4}, {1, 9}, {100, 2}, {60, 30}}) {
                var batch = RaggedBatch.of(5, size[0], size[1], size[1]);
                assertSame(run(stack, batch), run(network, batch, 2));
                assertSame(run(stack, equal), expected);
            }
        }
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void attention_says_how_much_each_step_counts(Recurrent network) {
        var batch = RaggedBatch.of(5, 41, 31, 12);
        try (var stack = Stacks.of(network, 5, CLASSES, 2)) {
            float[] parameters = parameters(stack, 0.8);
            stack.load(parameters);
            var source = Stacks.source(batch.miniBatch(), 5);
            if (network.pooling() != Pooling.ATTENTION) {
                assertThatThrownBy(() -> stack.attention(source, batch.timeSteps(), batch.count()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("The network has no attention pooling.");
                return;
            }
            var weights = stack.attention(source, batch.timeSteps(), batch.count());

            var reference = new RecurrentReference(network, new Classes(CLASSES), parameters);
            assertThat(weights).hasSize(batch.count());
            for (int n = 0; n < batch.count(); n++) {
                assertClose(weights.get(n), reference.attention(batch.sequence(n)));
                assertThat(sum(weights.get(n))).isCloseTo(1, within(1e-5));
            }
        }
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private static void assertSame(Result actual, Result expected) {
        assertThat(actual.gradients()).isEqualTo(expected.gradients());
        assertThat(actual.probabilities()).isEqualTo(expected.probabilities());
        assertThat(actual.lossSum()).isEqualTo(expected.lossSum());
        assertThat(actual.correct()).isEqualTo(expected.correct());
    }
}
