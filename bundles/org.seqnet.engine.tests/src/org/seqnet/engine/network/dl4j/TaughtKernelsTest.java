package org.seqnet.engine.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Outcome;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.sequence.Weights;

/** Weights and smoothing in all heads. */
class TaughtKernelsTest {
    private static final SequenceShape SHAPE = new SequenceShape(4, 3);
    private static final int LABELS = 4;
    private static final int COUNT = 9;

    private record Taught(Outcome outcome, float[] gradients) {}

    @BeforeAll
    static void start() {
        Backend.start();
    }

    static List<Head> linearHeads() {
        return List.of(new Classes(LABELS), IndependentLabels.of(Toys.labels(LABELS)));
    }

    static List<Head> heads() {
        return List.of(
                new Classes(LABELS),
                IndependentLabels.of(Toys.labels(LABELS)),
                new LabelPath(LABELS, 5, 6, List.of(3, 0, 2, 1)),
                new LabelPath(LABELS, 5, 6, List.of()));
    }

    private static Architecture network(Head head) {
        return new Architecture(new Recurrent(Cell.LSTM, 2, 6, 0, 1), head);
    }

    private static LabelSets labels(Head head) {
        return head.fold(classes -> true, independent -> false, path -> false, values -> false, steps -> false)
                ? LabelSets.ofClasses(
                        IntStream.range(0, COUNT).map(n -> n % LABELS).toArray())
                : LabelSets.of(List.of(
                        new int[] {0},
                        new int[] {},
                        new int[] {1, 2},
                        new int[] {0, 1, 2, 3},
                        new int[] {3},
                        new int[] {2},
                        new int[] {},
                        new int[] {0, 3},
                        new int[] {1}));
    }

    /** Returns a mini-batch of the sequences with these numbers. */
    private static MiniBatch batch(Targets targets, int... sequences) {
        var values = new float[sequences.length * SHAPE.values()];
        for (int i = 0; i < sequences.length; i++) {
            var random = new Random(sequences[i]);
            for (int k = 0; k < SHAPE.values(); k++) {
                values[i * SHAPE.values() + k] = 2 * random.nextFloat() - 1;
            }
        }
        var timeSteps =
                IntStream.generate(SHAPE::timeSteps).limit(sequences.length).toArray();
        return new MiniBatch(values, timeSteps, targets, sequences.length);
    }

    private static MiniBatch batch(Head head, Weights weights, double smoothing) {
        return batch(
                new Targets(labels(head), weights, smoothing),
                IntStream.range(0, COUNT).toArray());
    }

    private static Taught taught(Head head, MiniBatch batch, int threads) {
        try (var kernel = NetworkKernel.ofProcessor(network(head), SHAPE, threads, 0, Precision.SINGLE)) {
            return taught(kernel, head, batch);
        }
    }

    private static Taught taught(NetworkKernel kernel, Head head, MiniBatch batch) {
        var gradients = new float[kernel.parameterCount()];
        var parameters = StartWeights.of(network(head), SHAPE, 3);
        var outcome = kernel.differentiate(parameters, batch, new SeedStream(1, Purpose.DROPOUT), gradients);
        return new Taught(outcome, gradients);
    }

    private static Weights some() {
        return Weights.of(new float[] {0.5f, 2, 0, 1, 3.25f, 0.125f, 1, 7, 0.75f});
    }

    @ParameterizedTest
    @MethodSource("heads")
    void a_sequence_of_weight_2_counts_as_if_it_were_there_twice_and_one_of_weight_0_not_at_all(Head head) {
        var weights = Weights.of(new float[] {1, 2, 0, 1, 1, 3, 1, 1, 1});
        var all = labels(head);
        int[] repeated = {0, 1, 1, 3, 4, 5, 5, 5, 6, 7, 8};
        var expected = taught(head, batch(new Targets(all.select(i -> repeated[i], repeated.length)), repeated), 2);

        var actual = taught(head, batch(head, weights, 0), 2);

        assertThat(actual.outcome().lossSum()).isCloseTo(expected.outcome().lossSum(), within(1e-5));
        assertClose(actual.gradients(), expected.gradients(), 1e-5);
        var equal = taught(head, batch(head, Weights.EQUAL, 0), 2);
        assertThat(actual.outcome().correct()).isEqualTo(equal.outcome().correct());
    }

    @ParameterizedTest
    @MethodSource("heads")
    void weights_of_1_and_no_smoothing_change_no_bit(Head head) {
        var ones = new float[COUNT];
        Arrays.fill(ones, 1);
        var expected = taught(head, batch(head, Weights.EQUAL, 0), 2);

        var actual = taught(head, batch(head, Weights.of(ones), 0), 2);

        assertThat(actual.outcome()).isEqualTo(expected.outcome());
        assertThat(actual.gradients()).isEqualTo(expected.gradients());
    }

    @ParameterizedTest
    @MethodSource("heads")
    void the_number_of_threads_changes_no_bit(Head head) {
        var batch = batch(head, some(), head instanceof LabelPath ? 0 : 0.25);
        var expected = taught(head, batch, 1);
        for (int threads = 2; threads <= 5; threads++) {
            var actual = taught(head, batch, threads);
            assertThat(actual.outcome()).isEqualTo(expected.outcome());
            assertThat(actual.gradients()).isEqualTo(expected.gradients());
        }
    }

    @ParameterizedTest
    @MethodSource("linearHeads")
    void weighted_and_smoothed_losses_and_gradients_are_those_of_the_layers_of_deeplearning4j(Head head) {
        var batch = batch(head, some(), 0.25);
        try (var judge = new DeeplearningKernel(network(head), SHAPE)) {
            var expected = taught(judge, head, batch);

            var actual = taught(head, batch, 2);

            assertThat(actual.outcome().lossSum()).isCloseTo(expected.outcome().lossSum(), within(1e-4));
            assertThat(actual.outcome().correct()).isEqualTo(expected.outcome().correct());
            assertClose(actual.gradients(), expected.gradients(), 1e-5);
        }
    }

    /** Single precision rounds the outputs, so that differences are coarse. */
    @ParameterizedTest
    @MethodSource("linearHeads")
    void gradients_are_what_a_small_change_makes_of_the_weighted_smoothed_loss(Head head) {
        assertGradients(head, batch(head, some(), 0.25));
    }

    private static void assertGradients(Head head, MiniBatch batch) {
        var parameters = StartWeights.of(network(head), SHAPE, 3);
        var ignored = new float[parameters.length];
        try (var kernel = NetworkKernel.ofProcessor(network(head), SHAPE, 2, 0, Precision.SINGLE)) {
            var gradients = taught(kernel, head, batch).gradients();
            for (int i = 0; i < parameters.length; i += 7) {
                double[] losses = new double[2];
                for (int side = 0; side < 2; side++) {
                    var changed = parameters.clone();
                    changed[i] += side == 0 ? 0.01f : -0.01f;
                    losses[side] = kernel.differentiate(changed, batch, new SeedStream(1, Purpose.DROPOUT), ignored)
                            .lossSum();
                }
                assertThat((double) gradients[i])
                        .as("gradient %d", i)
                        .isCloseTo((losses[0] - losses[1]) / 0.02, within(4e-3 * (1 + Math.abs(gradients[i]))));
            }
        }
    }

    private static void assertClose(float[] actual, float[] expected, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i])
                    .as("gradient %d", i)
                    .isCloseTo(expected[i], within(tolerance * (1 + Math.abs(expected[i]))));
        }
    }
}
