package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.engine.kernel.TemporalCase.CLASSES;
import static org.seqnet.engine.kernel.TemporalCase.network;
import static org.seqnet.engine.network.TemporalConvolutional.Design.FCN;
import static org.seqnet.engine.network.TemporalConvolutional.Design.INCEPTION;
import static org.seqnet.engine.network.TemporalConvolutional.Design.RESNET;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.product.Libraries;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.TemporalConvolutional;

class TemporalKernelTest {
    @BeforeAll
    static void start() {
        Backend.start();
    }

    static Stream<TemporalCase> cases() {
        return Stream.of(
                new TemporalCase(network(FCN, 1, 1, 1, 1), 1, 1),
                new TemporalCase(network(FCN, 2, 1, 3, 1), 1, 5),
                new TemporalCase(network(FCN, 3, 3, 8, 1), 2, 9, 4, 12, 1),
                new TemporalCase(network(FCN, 3, 4, 6, 2), 1, 30, 7, 19),
                new TemporalCase(network(RESNET, 2, 1, 5, 1), 2, 8, 3),
                new TemporalCase(network(RESNET, 2, 3, 8, 1), 1, 9, 4, 12, 1),
                new TemporalCase(network(RESNET, 3, 3, 4, 3), 3, 20, 31),
                new TemporalCase(network(INCEPTION, 2, 1, 4, 1), 1, 5),
                new TemporalCase(network(INCEPTION, 2, 3, 10, 1), 1, 9, 4, 12, 1),
                new TemporalCase(network(INCEPTION, 2, 6, 9, 1), 3, 13, 11),
                new TemporalCase(network(INCEPTION, 3, 4, 8, 2), 2, 25, 6, 1, 1, 14));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void probabilities_are_those_of_the_papers(TemporalCase problem) {
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
    void gradients_are_numeric_differences_of_the_papers(TemporalCase problem) {
        var parameters = problem.parameters();
        var gradients = new float[parameters.length];
        try (var kernel = problem.kernel(2)) {
            var outcome = kernel.differentiate(parameters, problem.batch(), null, gradients);
            assertThat(outcome.lossSum()).isCloseTo(loss(problem, exact(parameters)), within(1e-4));
        }
        var learned = Arrays.copyOf(problem.learned(), parameters.length);
        Arrays.fill(learned, problem.learned().length, parameters.length, true);
        var changed = exact(parameters);
        int checked = 0;
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
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(5);
    }

    private static double[] exact(float[] values) {
        var exact = new double[values.length];
        Arrays.setAll(exact, i -> values[i]);
        return exact;
    }

    private static List<double[]> probabilities(TemporalCase problem, double[] parameters, boolean isTraining) {
        var reference = new TemporalReference((TemporalConvolutional) problem.network(), isTraining);
        return reference.encode(parameters, 0, problem.sequences()).stream()
                .map(encoded -> ReferenceHead.probabilities(encoded, parameters, reference.end(), CLASSES))
                .toList();
    }

    private static double loss(TemporalCase problem, double[] parameters) {
        return ReferenceHead.loss(probabilities(problem, parameters, true), problem.labels());
    }

    private static TemporalCase large(TemporalConvolutional.Design design, int sequences) {
        var lengths = new int[sequences];
        Arrays.setAll(lengths, n -> 1 + n * 17 % 40);
        return new TemporalCase(new TemporalConvolutional(design, 8, 3, 8, 2, 0.3), 3, lengths);
    }

    static Stream<TemporalCase> largeCases() {
        return Arrays.stream(TemporalConvolutional.Design.values())
                .flatMap(design -> Stream.of(1, 2, 15, 40).map(count -> large(design, count)));
    }

    @ParameterizedTest
    @MethodSource("largeCases")
    void any_number_of_threads_gives_the_same_bits(TemporalCase problem) {
        for (var products : List.of(MatrixProducts.fastest(), Libraries.openBlas())) {
            try (var one = problem.kernel(1, products)) {
                var probabilities = problem.predict(one);
                var gradients = problem.gradients(one);
                for (int threads : new int[] {2, 3, 5}) {
                    try (var several = problem.kernel(threads, products)) {
                        assertThat(problem.predict(several)).isEqualTo(probabilities);
                        assertThat(problem.gradients(several)).isEqualTo(gradients);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("largeCases")
    void a_sequence_is_predicted_to_the_same_bits_whatever_stands_beside_it(TemporalCase problem) {
        for (var products : List.of(MatrixProducts.fastest(), Libraries.openBlas())) {
            try (var kernel = problem.kernel(2, products)) {
                var all = problem.predict(kernel);
                var source = Stacks.source(problem.batch(), problem.features());
                for (int n = 0; n < problem.timeSteps().length; n++) {
                    int number = n;
                    var alone = new float[CLASSES];
                    kernel.predict(
                            (index, target, at) -> source.copyTo(number, target, at),
                            new int[] {problem.timeSteps()[n]},
                            1,
                            alone,
                            0);
                    assertThat(alone).isEqualTo(Arrays.copyOfRange(all, n * CLASSES, (n + 1) * CLASSES));
                }
            }
        }
    }

    @Test
    void what_a_mini_batch_or_a_prediction_leaves_behind_does_not_show_in_the_next() {
        var large = large(INCEPTION, 40);
        var small = large(INCEPTION, 7);
        try (var used = large.kernel(2);
                var fresh = small.kernel(2)) {
            var expected = small.gradients(fresh);
            large.gradients(used);
            large.predict(used);
            assertThat(small.gradients(used)).isEqualTo(expected);
        }
    }

    @Test
    void an_encoder_that_is_not_trained_computes_as_in_prediction() {
        var problem = large(RESNET, 9);
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
        int encoder = problem.learned().length;
        assertThat(Arrays.copyOf(gradients, encoder)).containsOnly(0f);
        assertThat(Arrays.copyOfRange(gradients, encoder, gradients.length)).doesNotContain(0f);
    }

    @Test
    void moving_averages_go_a_tenth_of_the_way_to_the_mini_batch() {
        var problem = new TemporalCase(network(FCN, 1, 1, 1, 1), 1, 2, 1);
        // A weight of 1, gamma, beta, mean and variance of the values -2, 4 and 1, then the head.
        float[] parameters = {1, 1, 0, 5, 11, 1, 1, 1, 0, 0, 0};
        var batch = problem.batch();
        System.arraycopy(new float[] {-2, 4, 1}, 0, batch.values(), 0, 3);
        var gradients = new float[parameters.length];
        try (var kernel = problem.kernel(1)) {
            kernel.differentiate(parameters, batch, null, gradients);
        }
        assertThat(gradients[3]).isCloseTo(0.1f * (5 - 1), within(1e-6f));
        assertThat(gradients[4]).isCloseTo(0.1f * (11 - 6), within(1e-6f));
    }

    @Test
    void mini_batches_leave_no_native_memory_behind() {
        problemsOnce();
        long bytes = Pointer.totalBytes();
        for (int i = 0; i < 5; i++) {
            problemsOnce();
        }
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(bytes);
    }

    private static void problemsOnce() {
        for (var design : TemporalConvolutional.Design.values()) {
            try (var kernel = large(design, 5).kernel(2)) {
                large(design, 5).gradients(kernel);
                large(design, 20).gradients(kernel);
                large(design, 20).predict(kernel);
            }
        }
    }
}
