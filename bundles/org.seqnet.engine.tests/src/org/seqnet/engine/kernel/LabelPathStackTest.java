package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.product.Libraries;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/** Label paths on encoders. */
class LabelPathStackTest {
    private static final int LABELS = 7;
    private static final int FEATURES = 12;
    private static final int STEPS = 12;

    @BeforeAll
    static void start() {
        Backend.start();
    }

    private static LabelPath path(boolean ordered) {
        return new LabelPath(LABELS, 10, 20, ordered ? List.of(3, 1, 0, 2, 6, 5, 4) : List.of());
    }

    private static Encoder convolutional(boolean normalized) {
        var blocks = List.of(
                new ConvolutionBlock(6, 3, 1, 2, normalized, 0.25), new ConvolutionBlock(8, 5, 1, 2, normalized, 0.5));
        return new Convolutional(1, blocks, 40, 0.5);
    }

    private static Encoder recurrent() {
        return new Recurrent(Cell.LSTM, 2, 24, 0.3, 0);
    }

    /** Each combination of library, encoder and order. */
    static Stream<Arguments> networks() {
        return Stream.of("oneDNN", "OpenBLAS")
                .flatMap(library -> Stream.of(convolutional(false), convolutional(true), recurrent())
                        .flatMap(encoder ->
                                Stream.of(true, false).map(ordered -> Arguments.of(library, encoder, path(ordered)))));
    }

    private static LayerStack stack(String library, Encoder encoder, LabelPath path, int threads) {
        var input =
                encoder instanceof Recurrent ? SequenceShape.ofAnyLength(FEATURES) : new SequenceShape(STEPS, FEATURES);
        return new LayerStack(new Architecture(encoder, path), input, threads, 0, Libraries.named(library));
    }

    private static MiniBatch batch(Encoder encoder, int count) {
        var random = new Random(count);
        int[] timeSteps = IntStream.range(0, count)
                .map(n -> encoder instanceof Recurrent ? 1 + random.nextInt(9) : STEPS)
                .toArray();
        var values = UniformFloats.of(random, Arrays.stream(timeSteps).sum() * FEATURES, 1);
        var sets = LabelSets.of(IntStream.range(0, count)
                .mapToObj(n -> IntStream.range(0, LABELS)
                        .filter(label -> random.nextInt(3) == 0)
                        .toArray())
                .toList());
        return new MiniBatch(values.array(), timeSteps, new Targets(sets), count);
    }

    private record Result(float[] gradients, Outcome outcome) {}

    private static Result differentiate(LayerStack stack, MiniBatch batch) {
        var parameters = UniformFloats.of(new Random(2), stack.parameterCount(), 0.4);
        var gradients = new float[stack.parameterCount()];
        var outcome = stack.differentiate(parameters.array(), batch, Stacks.dropout(3), gradients);
        return new Result(gradients, outcome);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("networks")
    void any_number_of_threads_gives_the_same_bits(String library, Encoder encoder, LabelPath path) {
        for (int count : new int[] {1, 2, 13, 100, 251}) {
            var batch = batch(encoder, count);
            Result expected;
            try (var stack = stack(library, encoder, path, 1)) {
                expected = differentiate(stack, batch);
            }
            for (int threads : new int[] {2, 3, 5}) {
                try (var stack = stack(library, encoder, path, threads)) {
                    var result = differentiate(stack, batch);
                    assertThat(result.outcome()).isEqualTo(expected.outcome());
                    assertThat(result.gradients())
                            .as(count + " sequences, " + threads + " threads")
                            .isEqualTo(expected.gradients());
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("networks")
    void a_larger_mini_batch_before_leaves_nothing_behind(String library, Encoder encoder, LabelPath path) {
        try (var used = stack(library, encoder, path, 2);
                var fresh = stack(library, encoder, path, 2)) {
            differentiate(used, batch(encoder, 100));
            var small = batch(encoder, 30);
            assertThat(differentiate(used, small).gradients())
                    .isEqualTo(differentiate(fresh, small).gradients());
        }
    }

    @Test
    void predictions_are_the_places_of_sequences_in_the_joint_space() {
        var encoder = new Recurrent(Cell.LSTM, 1, 5, 0, 0);
        var path = path(true);
        var batch = batch(encoder, 23);
        try (var stack = stack("OpenBLAS", encoder, path, 2)) {
            var parameters =
                    UniformFloats.of(new Random(2), stack.parameterCount(), 0.4).array();
            var outputs = Stacks.predict(stack, parameters, batch, FEATURES, path.outputs());
            var reference = new EncodedReference(encoder, path, parameters);
            for (int n = 0, at = 0; n < batch.size(); at += batch.timeSteps()[n] * FEATURES, n++) {
                var expected = reference.image(sequence(batch, n, at));
                for (int k = 0; k < expected.length; k++) {
                    assertThat((double) outputs[n * expected.length + k]).isCloseTo(expected[k], within(1e-6));
                }
            }
        }
    }

    /** The whole network in plain equations, and each of its gradients. */
    @Test
    void gradients_go_through_the_encoder() {
        var encoder = new Recurrent(Cell.LSTM, 1, 5, 0, 0);
        for (boolean ordered : new boolean[] {true, false}) {
            var path = path(ordered);
            var batch = batch(encoder, 23);
            try (var stack = stack("OpenBLAS", encoder, path, 2)) {
                var parameters = UniformFloats.of(new Random(2), stack.parameterCount(), 0.4)
                        .array();
                var gradients = new float[parameters.length];
                stack.differentiate(parameters, batch, null, gradients);
                var expected = new double[gradients.length];
                var reference = new EncodedReference(encoder, path, parameters);
                for (int n = 0, at = 0; n < batch.size(); at += batch.timeSteps()[n] * FEATURES, n++) {
                    reference.addGradients(
                            sequence(batch, n, at), batch.targets().labels().labels(n), expected);
                }
                for (int i = 0; i < expected.length; i++) {
                    assertThat((double) gradients[i]).as("gradient " + i).isCloseTo(expected[i], within(1e-4));
                }
            }
        }
    }

    private static double[][] sequence(MiniBatch batch, int n, int at) {
        var sequence = new double[batch.timeSteps()[n]][FEATURES];
        for (int t = 0; t < sequence.length; t++) {
            for (int f = 0; f < FEATURES; f++) {
                sequence[t][f] = batch.values()[at + t * FEATURES + f];
            }
        }
        return sequence;
    }

    /** An LSTM layer and a label path on its last step. */
    private static final class EncodedReference {
        private final int units;
        private final int head;
        private final LstmReference lstm;
        private final LabelPathReference path;

        EncodedReference(Recurrent encoder, LabelPath path, float[] parameters) {
            units = encoder.hiddenUnits();
            var all = IntStream.range(0, parameters.length)
                    .mapToDouble(i -> parameters[i])
                    .toArray();
            int recurrent = FEATURES * 4 * units;
            int bias = recurrent + units * 4 * units;
            head = bias + 4 * units;
            lstm = new LstmReference(
                    columns(all, 0, FEATURES), columns(all, recurrent, units), columns(all, bias, 1)[0]);
            this.path = new LabelPathReference(path, units, Arrays.copyOfRange(all, head, all.length));
        }

        private double[][] columns(double[] all, int at, int rows) {
            var matrix = new double[rows][4 * units];
            for (int column = 0; column < 4 * units; column++) {
                for (int row = 0; row < rows; row++) {
                    matrix[row][column] = all[at + column * rows + row];
                }
            }
            return matrix;
        }

        private double[] last(double[][] sequence) {
            return lstm.forward(new double[][][] {sequence})[0][sequence.length - 1];
        }

        double[] image(double[][] sequence) {
            return path.image(last(sequence));
        }

        void addGradients(double[][] sequence, int[] labels, double[] sums) {
            var result = path.run(last(sequence), labels);
            for (int i = 0; i < result.gradients().length; i++) {
                sums[head + i] += result.gradients()[i];
            }
            var dh = new double[1][sequence.length][units];
            dh[0][sequence.length - 1] = result.inputGradients();
            var back = lstm.backward(dh);
            int at = 0;
            for (double[][] matrix : List.of(back.w(), back.r(), new double[][] {back.b()})) {
                for (int column = 0; column < 4 * units; column++) {
                    for (double[] row : matrix) {
                        sums[at++] += row[column];
                    }
                }
            }
        }
    }
}
