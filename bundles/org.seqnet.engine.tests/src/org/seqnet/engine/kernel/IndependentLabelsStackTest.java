package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/** Independent labels on encoders; the equations are in {@link RecurrentReferenceTest}. */
class IndependentLabelsStackTest {
    private static final SequenceShape SHAPE = new SequenceShape(8, 8);
    private static final int LABELS = 5;

    @BeforeAll
    static void start() {
        Backend.start();
    }

    static List<Encoder> encoders() {
        return List.of(
                new Recurrent(Cell.LSTM, 2, 24, 0.3, 1),
                new Convolutional(1, List.of(new ConvolutionBlock(4, 3, 1, 2, true, 0.25)), 20, 0.5));
    }

    private static Architecture network(Encoder encoder) {
        return new Architecture(encoder, IndependentLabels.of(Toys.labels(LABELS)));
    }

    /** Returns gradients, probabilities, and the loss with the number of sequences that are right. */
    private static float[][] run(Encoder encoder, int count, int threads) {
        var network = network(encoder);
        try (var stack = new LayerStack(network, SHAPE, threads, 0, MatrixProducts.fastest())) {
            var parameters = StartWeights.of(network, SHAPE, 3);
            var gradients = new float[parameters.length];
            var outcome = stack.differentiate(parameters, batch(count), Stacks.dropout(9), gradients);
            var probabilities = Stacks.predict(stack, parameters, batch(count), SHAPE.features(), LABELS);
            return new float[][] {gradients, probabilities, {(float) outcome.lossSum(), (float) outcome.correct()}};
        }
    }

    private static MiniBatch batch(int count) {
        var random = new Random(count);
        var values = UniformFloats.of(random, count * SHAPE.values(), 1).array();
        var sets = LabelSets.of(IntStream.range(0, count)
                .mapToObj(n -> IntStream.range(0, LABELS)
                        .filter(label -> random.nextInt(3) == 0)
                        .toArray())
                .toList());
        return new MiniBatch(
                values, IntStream.generate(SHAPE::timeSteps).limit(count).toArray(), new Targets(sets), count);
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void the_number_of_threads_changes_no_bit(Encoder encoder) {
        for (int count : new int[] {1, 30, 37, 100}) {
            var expected = run(encoder, count, 1);
            assertThat(expected[1]).doesNotContain(Float.NaN);
            for (int threads : new int[] {2, 3, 5}) {
                assertThat(run(encoder, count, threads)).isDeepEqualTo(expected);
            }
        }
    }

    /** Single precision rounds the outputs, so that differences are coarse. */
    @ParameterizedTest
    @MethodSource("encoders")
    void gradients_are_what_a_small_change_makes_of_the_loss(Encoder encoder) {
        var plain = network(encoder).undropped();
        var batch = batch(9);
        try (var stack = new LayerStack(plain, SHAPE, 2, 0, MatrixProducts.fastest())) {
            var parameters = StartWeights.of(plain, SHAPE, 3);
            var gradients = new float[parameters.length];
            stack.differentiate(parameters, batch, Stacks.dropout(0), gradients);
            int head = parameters.length - (encoder.outputs() + 1) * LABELS;
            for (int i = head; i < parameters.length; i++) {
                double above = loss(stack, parameters, i, 0.01f, batch);
                double below = loss(stack, parameters, i, -0.01f, batch);
                assertThat((double) gradients[i]).as("gradient %d", i).isCloseTo((above - below) / 0.02, within(2e-3));
            }
        }
    }

    private static double loss(LayerStack stack, float[] parameters, int at, float change, MiniBatch batch) {
        var changed = parameters.clone();
        changed[at] += change;
        return stack.differentiate(changed, batch, Stacks.dropout(0), new float[changed.length])
                .lossSum();
    }
}
