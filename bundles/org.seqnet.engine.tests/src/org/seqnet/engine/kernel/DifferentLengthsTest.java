package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.Targets;

/** Sequences of different lengths in one mini-batch against each sequence alone. */
class DifferentLengthsTest {
    private static final int CLASSES = 3;

    private record Batch(int f, int[] timeSteps, float[] values, int[] labels) {
        static Batch random(int n, int longest, int f, long seed) {
            return of(f, new Random(seed).ints(n, 1, longest + 1).toArray(), seed);
        }

        static Batch of(int f, int[] timeSteps, long seed) {
            Random random = new Random(seed + 1);
            return new Batch(
                    f,
                    timeSteps,
                    UniformFloats.of(random, Arrays.stream(timeSteps).sum() * f, 1)
                            .array(),
                    random.ints(timeSteps.length, 0, CLASSES).toArray());
        }

        int n() {
            return timeSteps.length;
        }

        MiniBatch miniBatch() {
            return new MiniBatch(values, timeSteps, new Targets(LabelSets.ofClasses(labels)), n());
        }

        Batch only(int... sequences) {
            int[] lengths = Arrays.stream(sequences).map(i -> timeSteps[i]).toArray();
            float[] part = new float[Arrays.stream(lengths).sum() * f];
            int at = 0;
            for (int i : sequences) {
                int start = Arrays.stream(timeSteps, 0, i).sum() * f;
                System.arraycopy(values, start, part, at, timeSteps[i] * f);
                at += timeSteps[i] * f;
            }
            return new Batch(
                    f,
                    lengths,
                    part,
                    Arrays.stream(sequences).map(i -> labels[i]).toArray());
        }
    }

    private record Result(float[] gradients, float[] probabilities, double lossSum, double correct) {}

    private static Result run(LayerStack stack, Batch batch) {
        float[] parameters =
                UniformFloats.of(new Random(3), stack.parameterCount(), 0.4).array();
        float[] gradients = new float[stack.parameterCount()];
        Outcome outcome = stack.differentiate(parameters, batch.miniBatch(), Stacks.dropout(5), gradients);
        float[] probabilities = Stacks.predict(stack, parameters, batch.miniBatch(), batch.f(), CLASSES);
        return new Result(gradients, probabilities, outcome.lossSum(), outcome.correct());
    }

    static Stream<Arguments> cellsAndShapes() {
        return Arrays.stream(Cell.values()).flatMap(cell -> Stream.of(
                        "1,9,3,2,2",
                        "2,9,3,2,1",
                        "3,2,1,1,3",
                        "7,5,3,4,2",
                        "60,31,3,5,2",
                        "100,40,28,64,2",
                        "101,17,5,16,3")
                .map(shape -> Arrays.stream(shape.split(",")).map(Integer::valueOf))
                .map(shape -> Arguments.of(Stream.concat(Stream.of(cell), shape).toArray())));
    }

    @ParameterizedTest(name = "{0} N={1} longest={2} F={3} H={4} layers={5}")
    @MethodSource("cellsAndShapes")
    void gradients_and_predictions_are_those_of_each_sequence_alone(
            Cell cell, int n, int longest, int f, int h, int layers) {
        Batch batch = Batch.random(n, longest, f, 1);
        try (var together = Stacks.of(new Recurrent(cell, layers, h, 0, 0), f, CLASSES, 2);
                var alone = Stacks.of(new Recurrent(cell, layers, h, 0, 0), f, CLASSES, 1)) {
            Result result = run(together, batch);

            double[] sums = new double[together.parameterCount()];
            double lossSum = 0;
            double correct = 0;
            for (int i = 0; i < n; i++) {
                Result one = run(alone, batch.only(i));
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += one.gradients()[k];
                }
                lossSum += one.lossSum();
                correct += one.correct();
                assertThat(row(result.probabilities(), i))
                        .as("sequence %d of %d steps", i, batch.timeSteps()[i])
                        .containsExactly(one.probabilities(), within(2 * UniformFloats.rounding(cell)));
            }
            assertThat(distance(result.gradients(), sums))
                    .isLessThanOrEqualTo(1e-5 * distance(new float[sums.length], sums));
            assertThat(result.lossSum()).isCloseTo(lossSum, within(1e-5 * lossSum));
            assertThat(result.correct()).isEqualTo(correct);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_number_of_threads_changes_no_bit(Cell cell) {
        for (int n : new int[] {1, 2, 30, 37, 100, 151}) {
            for (int longest : new int[] {3, 40}) {
                Batch batch = Batch.random(n, longest, 28, n + longest);
                Result expected = run(cell, batch, 64, 1);
                for (int threads : new int[] {2, 3, 5}) {
                    assertSame(run(cell, batch, 64, threads), expected);
                }
            }
        }
    }

    /** Without training, 500 steps of random weights explode in rectified units. */
    @ParameterizedTest
    @EnumSource(names = {"LSTM", "RNN_TANH", "GRU"})
    void one_sequence_much_longer_than_all_others_changes_nothing(Cell cell) {
        int[] timeSteps = new Random(5).ints(60, 1, 4).toArray();
        timeSteps[41] = 500;
        Batch batch = Batch.of(4, timeSteps, 6);

        assertSame(run(cell, batch, 64, 4), run(cell, batch, 64, 1));
    }

    @ParameterizedTest
    @EnumSource
    void what_a_mini_batch_leaves_behind_does_not_show_in_the_next(Cell cell) {
        Batch equal = Batch.of(5, filled(8, 6), 2);
        try (var stack = Stacks.of(new Recurrent(cell, 2, 8, 0, 0), 5, CLASSES, 2)) {
            for (int[] size : new int[][] {{60, 30}, {60, 4}, {17, 60}, {1, 9}, {100, 2}, {60, 30}}) {
                Batch batch = Batch.random(size[0], size[1], 5, size[1]);
                assertSame(run(stack, batch), run(cell, batch, 8, 2));
                assertSame(run(stack, equal), run(cell, equal, 8, 2));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void predictions_do_not_depend_on_neighbours_or_their_order(Cell cell) {
        Batch batch = Batch.random(500, 33, 4, 4);
        int[] reversed = new int[500];
        Arrays.setAll(reversed, i -> 499 - i);
        float[] forward = run(cell, batch, 16, 2).probabilities();
        float[] backward = run(cell, batch.only(reversed), 16, 2).probabilities();
        float[] few = run(cell, batch.only(7, 3, 400), 16, 2).probabilities();
        var rounding = within(UniformFloats.rounding(cell));

        for (int i = 0; i < 500; i++) {
            assertThat(row(backward, 499 - i)).containsExactly(row(forward, i), rounding);
        }
        assertThat(row(few, 0)).containsExactly(row(forward, 7), rounding);
        assertThat(row(few, 1)).containsExactly(row(forward, 3), rounding);
        assertThat(row(few, 2)).containsExactly(row(forward, 400), rounding);
    }

    @ParameterizedTest
    @EnumSource
    void ragged_mini_batches_leave_no_native_memory_behind(Cell cell) {
        run(cell, Batch.random(60, 20, 5, 1), 16, 2);
        long bytes = Pointer.totalBytes();
        for (int i = 0; i < 30; i++) {
            run(cell, Batch.random(1 + i * 3, 1 + i, 5, i), 16, 2);
        }

        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(bytes);
    }

    @Test
    void lengths_that_do_not_fit_are_refused() {
        try (var stack = Stacks.of(new Recurrent(Cell.LSTM, 1, 2, 0, 0), 4, CLASSES, 1)) {
            var batch = new MiniBatch(new float[27], new int[] {2, 5}, new Targets(LabelSets.ofClasses(new int[2])), 2);
            float[] parameters = new float[stack.parameterCount()];
            assertThatThrownBy(() -> stack.differentiate(parameters, batch, Stacks.dropout(0), parameters))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("2 sequences of 2 to 5 time steps with 4 features are 28 values, not 27.");
            SequenceSource nothing = (index, target, at) -> {};
            assertThatThrownBy(() -> stack.predict(nothing, new int[] {2, 0}, 2, new float[6], 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Sequence 2 has 0 time steps; at least one is required for classification.");
        }
    }

    private static Result run(Cell cell, Batch batch, int units, int threads) {
        try (var stack = Stacks.of(new Recurrent(cell, 2, units, 0, 0), batch.f(), CLASSES, threads)) {
            return run(stack, batch);
        }
    }

    private static void assertSame(Result actual, Result expected) {
        assertThat(actual.gradients()).isEqualTo(expected.gradients());
        assertThat(actual.probabilities()).isEqualTo(expected.probabilities());
        assertThat(actual.lossSum()).isEqualTo(expected.lossSum());
        assertThat(actual.correct()).isEqualTo(expected.correct());
    }

    private static float[] row(float[] probabilities, int row) {
        return Arrays.copyOfRange(probabilities, row * CLASSES, (row + 1) * CLASSES);
    }

    private static int[] filled(int count, int value) {
        int[] all = new int[count];
        Arrays.fill(all, value);
        return all;
    }

    private static double distance(float[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return Math.sqrt(sum);
    }
}
