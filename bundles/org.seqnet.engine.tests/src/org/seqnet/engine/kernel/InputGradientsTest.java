package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

class InputGradientsTest {
    private static final int CLASSES = 3;
    private static final float STEP = 2e-3f;
    /** What floats make of a difference. */
    private static final double TOLERANCE = 2e-3;

    @BeforeAll
    static void start() {
        Backend.start();
    }

    /** A network, what it reads, and the lengths of some sequences. */
    record Case(Encoder encoder, SequenceShape input, int... lengths) {
        Architecture architecture() {
            return new Architecture(encoder, new Classes(CLASSES));
        }

        float[] parameters() {
            var parameters = StartWeights.of(architecture(), input, 3);
            var stream = new SeedStream(4, Purpose.ORDER);
            for (int i = 0; i < parameters.length; i++) {
                // No bias and no moving mean of 0, so that each one counts; variances of 1 stay above 0.
                parameters[i] += (float) (0.2 * stream.nextGaussian());
            }
            return parameters;
        }

        MiniBatch batch() {
            var stream = new SeedStream(5, Purpose.ORDER);
            var values = new float[Arrays.stream(lengths).sum() * input.features()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) stream.nextGaussian();
            }
            var labels = new int[lengths.length];
            Arrays.setAll(labels, n -> n % CLASSES);
            return new MiniBatch(values, lengths, new Targets(LabelSets.ofClasses(labels)), lengths.length);
        }
    }

    static Stream<Case> cases() {
        var ragged = new int[] {4, 1, 7, 7, 2, 5, 3, 6, 4, 8, 1, 2, 3};
        var any = SequenceShape.ofAnyLength(3);
        return Stream.of(
                new Case(new Recurrent(Cell.LSTM, 1, 5, 0, 1), any, 6),
                new Case(new Recurrent(Cell.LSTM, 2, 5, 0.5, 1), any, ragged),
                new Case(new Recurrent(Cell.RNN_TANH, 1, 4, 0, 0), any, ragged),
                new Case(new Recurrent(Cell.RNN_TANH, 3, 4, 0.2, 0), any, ragged),
                new Case(new Recurrent(Cell.GRU, 2, 4, 0, 0, false, Pooling.LAST_STEP), any, ragged),
                new Case(new Recurrent(Cell.LSTM, 1, 4, 0, 1, true, Pooling.LAST_STEP), any, ragged),
                new Case(new Recurrent(Cell.GRU, 2, 3, 0.2, 0, true, Pooling.ATTENTION), any, ragged),
                new Case(new Recurrent(Cell.LSTM, 1, 4, 0, 1, false, Pooling.MEAN), any, ragged),
                new Case(temporal(Design.FCN, 1), any, ragged),
                new Case(temporal(Design.RESNET, 2), any, ragged),
                new Case(temporal(Design.INCEPTION, 1), any, ragged),
                new Case(
                        new Composition(
                                new Recurrent(Cell.LSTM, 1, 4, 0, 1, true, Pooling.LAST_STEP), temporal(Design.FCN, 1)),
                        any,
                        ragged),
                images(1, 6, 7, false, 1),
                images(2, 6, 7, false, 13),
                images(2, 6, 7, true, 13));
    }

    private static TemporalConvolutional temporal(Design design, int growth) {
        return new TemporalConvolutional(design, 4, 3, 5, growth, 0.2);
    }

    private static Case images(int channels, int height, int width, boolean normalizes, int count) {
        var blocks = List.of(
                new ConvolutionBlock(4, 3, 1, 2, normalizes, 0.2), new ConvolutionBlock(3, 3, 1, 1, normalizes, 0));
        var lengths = new int[count];
        Arrays.fill(lengths, height);
        return new Case(
                new Convolutional(channels, blocks, 6, 0.3), new SequenceShape(height, width * channels), lengths);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradients_are_what_a_small_change_of_the_input_makes_of_the_loss(Case network) {
        var parameters = network.parameters();
        var batch = network.batch();
        var gradients = new float[batch.values().length];
        var losses = new double[batch.size()];
        try (var kernel = InputGradients.of(network.architecture(), network.input(), parameters, 2);
                var stack = NetworkKernel.ofProcessor(
                        network.architecture().undropped(), network.input(), 2, 0, Precision.SINGLE)) {
            kernel.differentiate(batch, gradients, losses);
            var before = losses(stack, network, parameters, batch);
            assertThat(losses).containsExactly(before, within(1e-5));
            int at = 0;
            for (int n = 0; n < batch.size(); n++) {
                int end = at + batch.timeSteps()[n] * network.input().features();
                for (; at < end; at++) {
                    double[] sides = sides(stack, network, parameters, batch, at, n);
                    assertThat((double) gradients[at])
                            .as("value %d", at)
                            .isBetween(sides[0] - TOLERANCE, sides[1] + TOLERANCE);
                }
            }
        }
        double most = IntStream.range(0, gradients.length)
                .mapToDouble(i -> Math.abs(gradients[i]))
                .max()
                .orElseThrow();
        assertThat(most).as("the largest gradient").isGreaterThan(15 * TOLERANCE);
    }

    /** Returns the lesser and the greater of the differences to both sides; where ReLU bends, they are not alike. */
    private static double[] sides(
            NetworkKernel stack, Case network, float[] parameters, MiniBatch batch, int at, int sequence) {
        float value = batch.values()[at];
        double here = losses(stack, network, parameters, batch)[sequence];
        batch.values()[at] = value + STEP;
        double above = (losses(stack, network, parameters, batch)[sequence] - here) / STEP;
        batch.values()[at] = value - STEP;
        double below = (here - losses(stack, network, parameters, batch)[sequence]) / STEP;
        batch.values()[at] = value;
        return new double[] {Math.min(above, below), Math.max(above, below)};
    }

    /** Returns the losses by the probabilities of prediction. */
    private static double[] losses(NetworkKernel stack, Case network, float[] parameters, MiniBatch batch) {
        var probabilities =
                Stacks.predict(stack, parameters, batch, network.input().features(), CLASSES);
        var losses = new double[batch.size()];
        Arrays.setAll(
                losses,
                n -> -Math.log(
                        probabilities[n * CLASSES + batch.targets().labels().label(n, 0)]));
        return losses;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_number_of_threads_does_not_matter(Case network) {
        assertThat(gradients(network, 3)).isEqualTo(gradients(network, 1));
    }

    private static float[] gradients(Case network, int threads) {
        var batch = network.batch();
        var gradients = new float[batch.values().length];
        try (var kernel = InputGradients.of(network.architecture(), network.input(), network.parameters(), threads)) {
            kernel.differentiate(batch, gradients, new double[batch.size()]);
            // A second time: what the first has left behind does not count.
            kernel.differentiate(batch, gradients, new double[batch.size()]);
        }
        return gradients;
    }
}
