package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.head.LabelPathHead;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.Libraries;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.Targets;

/** The fast way against the plain equations: loss, hits and every gradient. */
class LabelPathHeadTest {

    @BeforeAll
    static void start() {
        Backend.start();
    }

    /**
     * Mini-batch N, encoder's values D, labels K, embedding E, units H, the most labels of a sequence, and whether the
     * network has an order.
     */
    private record Size(int n, int d, int k, int e, int h, int most, boolean ordered) {
        LabelPath path() {
            var order = IntStream.range(0, k).boxed().toList();
            var shuffled = new ArrayList<>(order);
            Collections.shuffle(shuffled, new Random(k));
            return new LabelPath(k, e, h, ordered ? shuffled : List.of());
        }

        LabelSets sets() {
            var random = new Random(n);
            return LabelSets.of(IntStream.range(0, n)
                    .mapToObj(i -> {
                        var labels =
                                new ArrayList<>(IntStream.range(0, k).boxed().toList());
                        Collections.shuffle(labels, random);
                        int count = i == n / 2 ? most : random.nextInt(most + 1);
                        return labels.stream()
                                .limit(count)
                                .mapToInt(label -> label)
                                .toArray();
                    })
                    .toList());
        }
    }

    static Stream<Arguments> problems() {
        var sizes = Stream.concat(
                        Stream.of(
                                new Size(1, 1, 1, 1, 1, 0, true),
                                new Size(1, 1, 1, 1, 1, 1, true),
                                new Size(1, 1, 1, 1, 1, 1, false),
                                new Size(9, 4, 3, 2, 5, 0, true),
                                new Size(9, 4, 7, 2, 5, 7, true),
                                new Size(9, 4, 7, 2, 5, 7, false),
                                new Size(37, 20, 10, 24, 40, 4, true),
                                new Size(20, 128, 10, 64, 128, 4, false),
                                new Size(20, 8, 1000, 16, 24, 6, true),
                                new Size(20, 8, 1000, 16, 24, 6, false),
                                new Size(1, 2, 1000, 2, 3, 1000, true)),
                        new Random(4).ints(12).mapToObj(Random::new).map(random -> {
                            int labels = 1 + random.nextInt(12);
                            return new Size(
                                    1 + random.nextInt(40),
                                    1 + random.nextInt(20),
                                    labels,
                                    1 + random.nextInt(40),
                                    1 + random.nextInt(40),
                                    random.nextInt(labels + 1),
                                    random.nextBoolean());
                        }))
                .toList();
        return Stream.of("oneDNN", "OpenBLAS")
                .flatMap(library -> sizes.stream().map(size -> Arguments.of(library, size)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("problems")
    void loss_and_gradients_are_those_of_the_equations(String library, Size size) {
        var products = Libraries.named(library);
        products.prepareThread();
        var path = size.path();
        var sets = size.sets();
        var random = new Random(size.n());
        int count = LabelPathReference.parameterCount(path, size.d());
        var parameters = UniformFloats.of(random, count, 2 / Math.sqrt(size.h()));
        var values = UniformFloats.of(random, size.n() * size.d(), 1).array();
        var gradients = FloatBuffer.allocate(count);
        var inputGradients = new float[values.length];
        try (var head = new LabelPathHead(size.d(), path, products);
                var pass = head.pass(size.n())) {
            assertThat(head.parameterCount()).isEqualTo(count);
            head.packing(parameters, true).forEach(Runnable::run);
            head.prepare(new Batch(StepOrder.equal(size.n(), 1), 1, new long[0], new Targets(sets)), false);
            pass.begin(new Group(0, 0, size.n()));
            pass.write(0, 0, size.n(), values, 0);
            pass.forward(0, size.n(), pass);
            pass.backward(0, size.n(), pass);
            pass.readInputGradient(0, 0, size.n(), inputGradients, 0);
            head.gradients(gradients).forEach(Runnable::run);

            var reference = new LabelPathReference(path, size.d(), exact(parameters.array()));
            var expected = new double[count];
            var expectedInputs = new double[values.length];
            double loss = 0;
            int hits = 0;
            for (int n = 0; n < size.n(); n++) {
                var one = reference.run(
                        exact(Arrays.copyOfRange(values, n * size.d(), (n + 1) * size.d())), sets.labels(n));
                loss += one.loss();
                hits += one.hit() ? 1 : 0;
                Arrays.setAll(expected, k -> expected[k] + one.gradients()[k]);
                System.arraycopy(one.inputGradients(), 0, expectedInputs, n * size.d(), size.d());
            }
            assertThat(head.lossSum()).isCloseTo(loss, within(1e-5 * (loss + 1)));
            assertThat(head.correct()).isEqualTo(hits);
            assertClose(gradients.array(), expected);
            assertClose(inputGradients, expectedInputs);
        }
    }

    private static double[] exact(float[] values) {
        var exact = new double[values.length];
        Arrays.setAll(exact, i -> values[i]);
        return exact;
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
