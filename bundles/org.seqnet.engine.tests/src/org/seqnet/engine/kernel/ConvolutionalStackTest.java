package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.product.Libraries;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

class ConvolutionalStackTest {
    private static final int CLASSES = 4;

    @BeforeAll
    static void start() {
        Backend.start();
    }

    /** A network, what it reads and how many images. */
    record Case(Convolutional network, SequenceShape input, int count) {
        float[] parameters() {
            var parameters = StartWeights.of(new Architecture(network, new Classes(CLASSES)), input, 3);
            var stream = new SeedStream(4, Purpose.ORDER);
            for (int i = 0; i < parameters.length; i++) {
                // No bias of 0, so that each one counts.
                parameters[i] += (float) (0.1 * stream.nextGaussian());
            }
            return parameters;
        }

        float[] values() {
            var stream = new SeedStream(5, Purpose.ORDER);
            var values = new float[count * input.values()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) stream.nextGaussian();
            }
            return values;
        }

        int[] labels() {
            var labels = new int[count];
            Arrays.setAll(labels, n -> n * 7 % CLASSES);
            return labels;
        }

        List<float[]> images() {
            var values = values();
            return IntStream.range(0, count)
                    .mapToObj(n -> Arrays.copyOfRange(values, n * input.values(), (n + 1) * input.values()))
                    .toList();
        }

        /** Says whether a parameter is learned, and no moving mean or variance. */
        boolean learns(int parameter) {
            var shapes = network.images(input);
            int end = 0;
            for (int i = 0; i < network.blocks().size() && parameter >= end; i++) {
                var block = network.blocks().get(i);
                end += block.parameterCount(shapes.get(i));
                if (block.batchNormalization() && parameter < end && parameter >= end - 2 * block.filters()) {
                    return false;
                }
            }
            return true;
        }

        MiniBatch batch() {
            var timeSteps = new int[count];
            Arrays.fill(timeSteps, input.timeSteps());
            return new MiniBatch(values(), timeSteps, new Targets(LabelSets.ofClasses(labels())), count);
        }

        LayerStack stack(int threads, MatrixProducts products) {
            return Stacks.of(network, input, CLASSES, threads, products);
        }

        LayerStack stack(int threads) {
            return stack(threads, MatrixProducts.fastest());
        }
    }

    private static Convolutional network(int channels, int units, ConvolutionBlock... blocks) {
        return new Convolutional(channels, List.of(blocks), units, 0);
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(network(1, 5, new ConvolutionBlock(3, 3, 1, 2, false, 0)), new SequenceShape(6, 7), 3),
                new Case(network(1, 1, new ConvolutionBlock(1, 1, 1, 1, false, 0)), new SequenceShape(1, 1), 1),
                new Case(network(3, 6, new ConvolutionBlock(4, 5, 2, 1, false, 0)), new SequenceShape(9, 8 * 3), 14),
                new Case(
                        network(
                                2,
                                9,
                                new ConvolutionBlock(5, 3, 1, 3, false, 0),
                                new ConvolutionBlock(7, 7, 1, 2, false, 0)),
                        new SequenceShape(13, 2 * 11),
                        25),
                new Case(
                        network(
                                1,
                                20,
                                new ConvolutionBlock(8, 3, 1, 1, false, 0),
                                new ConvolutionBlock(8, 3, 2, 1, false, 0),
                                new ConvolutionBlock(16, 3, 1, 2, false, 0)),
                        new SequenceShape(10, 10),
                        13),
                new Case(network(1, 5, new ConvolutionBlock(3, 3, 1, 2, true, 0)), new SequenceShape(6, 7), 3),
                new Case(network(1, 1, new ConvolutionBlock(1, 1, 1, 1, true, 0)), new SequenceShape(1, 1), 1),
                new Case(network(3, 6, new ConvolutionBlock(4, 5, 2, 1, true, 0)), new SequenceShape(9, 8 * 3), 14),
                new Case(
                        network(
                                2,
                                9,
                                new ConvolutionBlock(5, 3, 1, 3, true, 0),
                                new ConvolutionBlock(7, 7, 1, 2, true, 0)),
                        new SequenceShape(13, 2 * 11),
                        25),
                new Case(
                        network(
                                1,
                                20,
                                new ConvolutionBlock(8, 3, 1, 1, false, 0),
                                new ConvolutionBlock(8, 3, 2, 1, true, 0),
                                new ConvolutionBlock(6, 3, 1, 1, false, 0),
                                new ConvolutionBlock(16, 3, 1, 2, true, 0)),
                        new SequenceShape(10, 10),
                        13),
                new Case(
                        network(
                                1,
                                4,
                                new ConvolutionBlock(3, 3, 1, 2, true, 0),
                                new ConvolutionBlock(2, 3, 1, 1, false, 0)),
                        new SequenceShape(8, 8),
                        1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void probabilities_are_those_of_the_definition(Case problem) {
        for (var products : List.of(MatrixProducts.fastest(), Libraries.openBlas())) {
            var probabilities = predict(problem, products);
            var reference = new ConvolutionReference(problem.network, problem.input, CLASSES);
            var images = problem.images();
            for (int n = 0; n < problem.count; n++) {
                var expected = reference.probabilities(exact(problem.parameters()), images.get(n));
                for (int k = 0; k < CLASSES; k++) {
                    assertThat(probabilities[n * CLASSES + k]).isCloseTo((float) expected[k], within(2e-5f));
                }
            }
        }
    }

    private static float[] predict(Case problem, MatrixProducts products) {
        try (var stack = problem.stack(2, products)) {
            return predict(stack, problem);
        }
    }

    private static float[] predict(LayerStack stack, Case problem) {
        return Stacks.predict(stack, problem.parameters(), problem.batch(), problem.input.features(), CLASSES);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradients_are_numeric_differences_of_the_definition(Case problem) {
        var parameters = problem.parameters();
        var gradients = new float[parameters.length];
        try (var stack = problem.stack(2)) {
            var outcome = stack.differentiate(parameters, problem.batch(), null, gradients);
            assertThat(outcome.lossSum()).isCloseTo(loss(problem, exact(parameters)), within(1e-4));
        }

        var changed = exact(parameters);
        int step = Math.max(1, parameters.length / 150);
        for (int i = 0; i < parameters.length; i += step) {
            double difference = 1e-6;
            if (!problem.learns(i)) {
                continue;
            }
            changed[i] += difference;
            double above = loss(problem, changed);
            changed[i] -= 2 * difference;
            double numeric = (above - loss(problem, changed)) / (2 * difference);
            changed[i] = parameters[i];
            assertThat((double) gradients[i])
                    .as("parameter " + i)
                    .isCloseTo(numeric, within(1e-4 + 1e-4 * Math.abs(numeric)));
        }
    }

    private static double[] exact(float[] values) {
        var exact = new double[values.length];
        Arrays.setAll(exact, i -> values[i]);
        return exact;
    }

    private static double loss(Case problem, double[] parameters) {
        var probabilities = new ConvolutionReference(problem.network, problem.input, CLASSES)
                .trainingProbabilities(parameters, problem.images());
        var labels = problem.labels();
        double loss = 0;
        for (int n = 0; n < problem.count; n++) {
            loss -= Math.log(probabilities.get(n)[labels[n]]);
        }
        return loss;
    }

    private static Case dropping(boolean normalized, int count) {
        var blocks = List.of(
                new ConvolutionBlock(6, 3, 1, 2, normalized, 0.25), new ConvolutionBlock(8, 5, 1, 2, normalized, 0.5));
        return new Case(new Convolutional(1, blocks, 40, 0.5), new SequenceShape(12, 12), count);
    }

    @ParameterizedTest(name = "batch normalization: {0}")
    @ValueSource(booleans = {false, true})
    void any_number_of_threads_gives_the_same_bits(boolean normalized) {
        for (int count : new int[] {1, 12, 100, 250}) {
            var problem = dropping(normalized, count);
            var expected = differentiate(problem, 1);
            for (int threads : new int[] {2, 3, 5}) {
                assertThat(differentiate(problem, threads))
                        .as(count + " images, " + threads + " threads")
                        .isEqualTo(expected);
            }
        }
    }

    private static float[] differentiate(Case problem, int threads) {
        var gradients = new float[problem.parameters().length];
        try (var stack = problem.stack(threads)) {
            differentiate(stack, problem, gradients);
        }
        return gradients;
    }

    private static void differentiate(LayerStack stack, Case problem, float[] gradients) {
        stack.differentiate(problem.parameters(), problem.batch(), new SeedStream(1, Purpose.DROPOUT, 1), gradients);
    }

    @ParameterizedTest(name = "batch normalization: {0}")
    @ValueSource(booleans = {false, true})
    void a_larger_mini_batch_before_leaves_nothing_behind(boolean normalized) {
        var large = dropping(normalized, 100);
        var small = dropping(normalized, 30);
        var gradients = new float[small.parameters().length];
        try (var stack = large.stack(2)) {
            differentiate(stack, large, gradients);
            differentiate(stack, small, gradients);
        }
        assertThat(gradients).isEqualTo(differentiate(small, 2));
    }

    @ParameterizedTest(name = "batch normalization: {0}")
    @ValueSource(booleans = {false, true})
    void an_image_is_classified_to_the_same_bits_whatever_stands_beside_it(boolean normalized) {
        var problem = dropping(normalized, 61);
        for (var products : List.of(MatrixProducts.fastest(), Libraries.openBlas())) {
            try (var stack = problem.stack(3, products)) {
                var all = predict(stack, problem);
                var source = Stacks.source(problem.batch(), problem.input.features());
                for (int n = 0; n < 61; n++) {
                    int number = n;
                    var alone = new float[CLASSES];
                    stack.predict(
                            (index, target, at) -> source.copyTo(number, target, at),
                            new int[] {problem.input.timeSteps()},
                            1,
                            alone,
                            0);
                    assertThat(alone).isEqualTo(Arrays.copyOfRange(all, n * CLASSES, (n + 1) * CLASSES));
                }
            }
        }
    }

    @Test
    void predictions_between_steps_leave_the_training_alone() {
        var problem = dropping(true, 30);
        var gradients = new float[problem.parameters().length];
        try (var stack = problem.stack(2)) {
            predict(stack, problem);
            differentiate(stack, problem, gradients);
        }
        assertThat(gradients).isEqualTo(differentiate(problem, 2));
    }

    @Test
    void images_that_take_too_much_memory_are_refused() {
        var problem =
                new Case(network(3, 1, new ConvolutionBlock(1, 15, 1, 8, false, 0)), new SequenceShape(1000, 3000), 1);

        assertThatThrownBy(() -> problem.stack(1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A 15 x 15 convolution on images of 1000 x 1000 x 3 takes 675,000,000 values at once, more "
                        + "than 268,435,456; choose a smaller kernel, a larger stride, fewer filters in the block "
                        + "before or smaller images.");
    }
}
