package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.product.Libraries;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/** The fast way against the plain equations: probabilities, loss and every gradient. */
class RecurrentReferenceTest {
    private static final int LABELS = 3;

    /** Mini-batch, longest sequence, features, units and layers; and whether all sequences are as long. */
    private record Size(int n, int longest, int f, int h, int layers, boolean equal) {
        int[] timeSteps(Random random) {
            return IntStream.range(0, n)
                    .map(i -> equal || i == n / 2 ? longest : 1 + random.nextInt(longest))
                    .toArray();
        }
    }

    @BeforeAll
    static void start() {
        Backend.start();
    }

    static Stream<Arguments> problems() {
        var sizes = Stream.concat(
                        Stream.of(
                                new Size(1, 1, 1, 1, 1, true),
                                new Size(1, 5, 3, 2, 2, true),
                                new Size(7, 1, 3, 2, 3, true),
                                new Size(4, 6, 5, 3, 2, false),
                                new Size(37, 4, 16, 24, 2, false),
                                new Size(100, 28, 28, 32, 1, true),
                                new Size(24, 28, 28, 128, 2, false)),
                        new Random(4)
                                .ints(8)
                                .mapToObj(Random::new)
                                .map(random -> new Size(
                                        1 + random.nextInt(60),
                                        1 + random.nextInt(7),
                                        1 + random.nextInt(20),
                                        1 + random.nextInt(40),
                                        1 + random.nextInt(3),
                                        random.nextBoolean())))
                .toList();
        var heads = List.of(new Classes(LABELS), IndependentLabels.of(Toys.labels(LABELS)));
        return Stream.of("oneDNN", "OpenBLAS")
                .flatMap(library -> Arrays.stream(Cell.values()).flatMap(cell -> heads.stream()
                        .flatMap(head -> sizes.stream().map(size -> Arguments.of(library, cell, head, size)))));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("problems")
    void probabilities_loss_and_gradients_are_those_of_the_equations(String library, Cell cell, Head head, Size size) {
        var random = new Random(size.n());
        var network = new Recurrent(cell, size.layers(), size.h(), 0, 0);
        int[] timeSteps = size.timeSteps(random);
        var values = UniformFloats.of(random, Arrays.stream(timeSteps).sum() * size.f(), 1)
                .array();
        var labels = labels(head, size.n(), random);
        var batch = new MiniBatch(values, timeSteps, new Targets(labels), size.n());
        var input = SequenceShape.ofAnyLength(size.f());
        try (var stack = new LayerStack(new Architecture(network, head), input, 2, 0, Libraries.named(library))) {
            var parameters = UniformFloats.of(random, stack.parameterCount(), 1 / Math.sqrt(size.h()))
                    .array();
            var gradients = new float[parameters.length];
            var outcome = stack.differentiate(parameters, batch, Stacks.dropout(0), gradients);
            var probabilities = Stacks.predict(stack, parameters, batch, size.f(), LABELS);

            var reference = new RecurrentReference(network, head, parameters);
            var expected = new double[parameters.length];
            double lossSum = 0;
            for (int n = 0, at = 0; n < size.n(); at += timeSteps[n] * size.f(), n++) {
                var one = reference.run(sequence(values, at, timeSteps[n], size.f()), labels.labels(n));
                assertClose(Arrays.copyOfRange(probabilities, n * LABELS, (n + 1) * LABELS), one.probabilities());
                lossSum += one.loss();
                Arrays.setAll(expected, k -> expected[k] + one.gradients()[k]);
            }
            assertThat(outcome.lossSum()).isCloseTo(lossSum, within(1e-5 * lossSum));
            assertClose(gradients, expected);
        }
    }

    private static LabelSets labels(Head head, int count, Random random) {
        return head.fold(
                classes -> LabelSets.ofClasses(random.ints(count, 0, LABELS).toArray()),
                independent -> LabelSets.of(IntStream.range(0, count)
                        .mapToObj(n -> IntStream.range(0, LABELS)
                                .filter(label -> random.nextBoolean())
                                .toArray())
                        .toList()),
                path -> null,
                values -> null,
                steps -> null);
    }

    private static double[][] sequence(float[] values, int at, int timeSteps, int features) {
        var sequence = new double[timeSteps][features];
        for (int t = 0; t < timeSteps; t++) {
            for (int f = 0; f < features; f++) {
                sequence[t][f] = values[at + t * features + f];
            }
        }
        return sequence;
    }

    /**
     * Relative to the largest value: single precision rounds sums of values of different size by the largest of them.
     */
    private static void assertClose(float[] actual, double[] expected) {
        double largest = Arrays.stream(expected).map(Math::abs).reduce(0.1, Math::max);
        assertThat(actual).hasSameSizeAs(expected);
        for (int k = 0; k < actual.length; k++) {
            if (!(Math.abs(actual[k] - expected[k]) <= 1e-5 * largest)) {
                assertThat((double) actual[k]).as("value " + k).isCloseTo(expected[k], within(1e-5 * largest));
            }
        }
    }
}
