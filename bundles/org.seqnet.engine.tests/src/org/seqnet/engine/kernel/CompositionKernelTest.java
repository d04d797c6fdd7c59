package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.engine.kernel.TemporalCase.CLASSES;
import static org.seqnet.engine.kernel.TemporalCase.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.product.Libraries;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;

class CompositionKernelTest {
    @BeforeAll
    static void start() {
        Backend.start();
    }

    private static Composition beside(int units, TemporalConvolutional convolutional) {
        return new Composition(new Recurrent(Cell.LSTM, 1, units, 0, 1), convolutional);
    }

    static Stream<TemporalCase> cases() {
        return Stream.of(
                new TemporalCase(beside(1, network(Design.FCN, 1, 1, 1, 1)), 1, 1),
                new TemporalCase(beside(3, network(Design.FCN, 2, 3, 8, 1)), 2, 9, 4, 12, 1),
                new TemporalCase(beside(2, network(Design.INCEPTION, 2, 2, 6, 2)), 1, 7, 7, 3));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void probabilities_are_those_of_both_branches_side_by_side(TemporalCase problem) {
        var expected = probabilities(problem, exact(problem.parameters()), false);
        for (var products : List.of(MatrixProducts.fastest(), Libraries.openBlas())) {
            try (var kernel = problem.kernel(2, products)) {
                var actual = problem.predict(kernel);
                for (int n = 0; n < expected.size(); n++) {
                    for (int k = 0; k < CLASSES; k++) {
                        assertThat(actual[n * CLASSES + k]).isCloseTo((float) expected.get(n)[k], within(2e-5f));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradients_are_numeric_differences(TemporalCase problem) {
        var parameters = problem.parameters();
        var gradients = new float[parameters.length];
        try (var kernel = problem.kernel(2)) {
            var outcome = kernel.differentiate(parameters, problem.batch(), null, gradients);
            assertThat(outcome.lossSum()).isCloseTo(loss(problem, exact(parameters)), within(1e-4));
        }
        var learned = Arrays.copyOf(problem.learned(), parameters.length);
        Arrays.fill(learned, problem.learned().length, parameters.length, true);
        var changed = exact(parameters);
        for (int i = 0; i < parameters.length; i += 1 + parameters.length / 200) {
            if (learned[i]) {
                double difference = 1e-6;
                changed[i] += difference;
                double above = loss(problem, changed);
                changed[i] -= 2 * difference;
                double numeric = (above - loss(problem, changed)) / (2 * difference);
                changed[i] = parameters[i];
                assertThat((double) gradients[i])
                        .as("parameter " + i)
                        .isCloseTo(numeric, within(2e-4 + 2e-4 * Math.abs(numeric)));
            }
        }
    }

    private static double[] exact(float[] values) {
        var exact = new double[values.length];
        Arrays.setAll(exact, i -> values[i]);
        return exact;
    }

    private static List<double[]> probabilities(TemporalCase problem, double[] parameters, boolean isTraining) {
        var network = (Composition) problem.network();
        int units = network.recurrent().hiddenUnits();
        int inputs = problem.features();
        int r = inputs * 4 * units;
        int b = r + units * 4 * units;
        var layer = new LstmReference(
                matrix(parameters, 0, inputs, 4 * units),
                matrix(parameters, r, units, 4 * units),
                matrix(parameters, b, 1, 4 * units)[0]);
        var convolutional = new TemporalReference(network.convolutional(), isTraining);
        var convolved = convolutional.encode(parameters, b + 4 * units, problem.sequences());
        var all = new ArrayList<double[]>();
        for (int n = 0; n < convolved.size(); n++) {
            var steps = layer.forward(new double[][][] {problem.sequences().get(n)})[0];
            var encoded = DoubleStream.concat(Arrays.stream(steps[steps.length - 1]), Arrays.stream(convolved.get(n)))
                    .toArray();
            all.add(ReferenceHead.probabilities(encoded, parameters, convolutional.end(), CLASSES));
        }
        return all;
    }

    private static double loss(TemporalCase problem, double[] parameters) {
        return ReferenceHead.loss(probabilities(problem, parameters, true), problem.labels());
    }

    private static double[][] matrix(double[] parameters, int at, int rows, int columns) {
        var matrix = new double[rows][columns];
        for (int i = 0; i < rows * columns; i++) {
            matrix[i % rows][i / rows] = parameters[at + i];
        }
        return matrix;
    }

    static Stream<Recurrent> recurrents() {
        return Stream.of(
                new Recurrent(Cell.LSTM, 2, 8, 0, 1),
                new Recurrent(Cell.GRU, 1, 8, 0, 0, true, Pooling.LAST_STEP),
                new Recurrent(Cell.LSTM, 2, 5, 0, 1, true, Pooling.ATTENTION),
                new Recurrent(Cell.RNN_TANH, 1, 6, 0, 0, false, Pooling.MEAN));
    }

    @ParameterizedTest
    @MethodSource("recurrents")
    void recurrent_layers_compute_what_they_compute_alone_if_the_head_looks_at_nothing_else(Recurrent recurrent) {
        int[] lengths = new int[31];
        Arrays.setAll(lengths, n -> 1 + n * 17 % 20);
        var beside = new TemporalCase(new Composition(recurrent, network(Design.FCN, 4, 2, 4, 1)), 3, lengths);
        var alone = new TemporalCase(recurrent, 3, lengths);
        float[] parameters = beside.parameters();
        int encoder = alone.learned().length;
        int head = beside.learned().length;
        int width = beside.network().outputs();
        float[] ofRecurrent = Arrays.copyOf(parameters, encoder + CLASSES * (recurrent.outputs() + 1));
        for (int k = 0; k < CLASSES; k++) {
            int column = head + k * width;
            Arrays.fill(parameters, column + recurrent.outputs(), column + width, 0);
            System.arraycopy(parameters, column, ofRecurrent, encoder + k * recurrent.outputs(), recurrent.outputs());
        }
        System.arraycopy(
                parameters, head + CLASSES * width, ofRecurrent, encoder + CLASSES * recurrent.outputs(), CLASSES);

        var gradients = new float[parameters.length];
        var expected = new float[ofRecurrent.length];
        try (var kernel = beside.kernel(2);
                var stack = Stacks.of(recurrent, 3, CLASSES, 2)) {
            assertThat(Stacks.predict(kernel, parameters, beside.batch(), 3, CLASSES))
                    .containsExactly(Stacks.predict(stack, ofRecurrent, alone.batch(), 3, CLASSES), within(1e-6f));
            kernel.differentiate(parameters, beside.batch(), null, gradients);
            stack.differentiate(ofRecurrent, alone.batch(), null, expected);
        }
        assertThat(Arrays.copyOf(gradients, encoder)).containsExactly(Arrays.copyOf(expected, encoder), within(1e-4f));
    }

    /** Two recurrent layers and a convolutional branch that both drop. */
    private static TemporalCase large(int sequences) {
        var lengths = new int[sequences];
        Arrays.setAll(lengths, n -> 1 + n * 17 % 40);
        return new TemporalCase(
                new Composition(
                        new Recurrent(Cell.LSTM, 2, 16, 0.3, 1),
                        new TemporalConvolutional(Design.RESNET, 8, 2, 8, 1, 0.3)),
                3,
                lengths);
    }

    @Test
    void any_number_of_threads_gives_the_same_bits() {
        for (int count : new int[] {1, 2, 30, 75}) {
            var problem = large(count);
            try (var one = problem.kernel(1)) {
                var probabilities = problem.predict(one);
                var gradients = problem.gradients(one);
                for (int threads : new int[] {2, 3, 5}) {
                    try (var several = problem.kernel(threads)) {
                        assertThat(problem.predict(several)).isEqualTo(probabilities);
                        assertThat(problem.gradients(several)).isEqualTo(gradients);
                    }
                }
            }
        }
    }

    @Test
    void what_a_mini_batch_leaves_behind_does_not_show_in_the_next() {
        try (var used = large(75).kernel(2);
                var fresh = large(20).kernel(2)) {
            var expected = large(20).gradients(fresh);
            large(75).gradients(used);
            large(75).predict(used);
            assertThat(large(20).gradients(used)).isEqualTo(expected);
        }
    }

    @Test
    void an_encoder_that_is_not_trained_computes_as_in_prediction() {
        var problem = large(9);
        var gradients = new float[problem.parameters().length];
        try (var frozen = new BranchKernel(
                        problem.architecture(), problem.shape(), 2, Integer.MAX_VALUE, MatrixProducts.fastest());
                var kernel = problem.kernel(2)) {
            var outcome = frozen.differentiate(problem.parameters(), problem.batch(), null, gradients);
            var probabilities = problem.predict(kernel);
            double loss = 0;
            for (int n = 0; n < 9; n++) {
                loss -= Math.log(probabilities[n * CLASSES + problem.labels()[n]]);
            }
            assertThat(outcome.lossSum()).isCloseTo(loss, within(1e-5));
        }
        assertThat(Arrays.copyOf(gradients, problem.learned().length)).containsOnly(0f);
    }

    @Test
    void mini_batches_leave_no_native_memory_behind() {
        useOnce();
        long bytes = Pointer.totalBytes();
        for (int i = 0; i < 5; i++) {
            useOnce();
        }
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(bytes);
    }

    private static void useOnce() {
        try (var kernel = large(5).kernel(2)) {
            large(5).gradients(kernel);
            large(60).gradients(kernel);
            large(20).predict(kernel);
        }
    }
}
