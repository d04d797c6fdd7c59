package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.ParameterBlock.Kind;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.ValueLoss.Huber;
import org.seqnet.engine.network.ValueLoss.Quantiles;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.sequence.Weights;

/** Compares gradients of networks that predict values with what small changes make of their loss. */
class ValuesGradientTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 4);
    private static final int COUNT = 5;
    private static final List<Standard> STANDARDS = List.of(new Standard(100, 20), new Standard(-1e9, 1e6));
    private static final TemporalConvolutional CONVOLUTIONS = new TemporalConvolutional(Design.RESNET, 1, 3, 3, 1, 0);
    private static final List<Encoder> ENCODERS = List.of(
            new Recurrent(Cell.LSTM, 2, 4, 0, 1),
            new Recurrent(Cell.GRU, 1, 4, 0, 0, true, Pooling.ATTENTION),
            new Convolutional(1, List.of(new ConvolutionBlock(2, 3, 1, 2, false, 0)), 3, 0),
            CONVOLUTIONS,
            new Composition(new Recurrent(Cell.LSTM, 1, 4, 0, 1), CONVOLUTIONS));
    private static final List<ValueLoss> LOSSES =
            List.of(ValueLoss.SQUARED, ValueLoss.ABSOLUTE, new Huber(0.8), new Quantiles(List.of(0.1, 0.5, 0.75)));

    @BeforeAll
    static void start() {
        Backend.start();
    }

    static Stream<Arguments> networks() {
        return ENCODERS.stream().flatMap(encoder -> LOSSES.stream().map(loss -> Arguments.of(encoder, loss)));
    }

    private static TargetValues targets() {
        var random = new Random(4);
        var targets = new double[COUNT * 4];
        for (int i = 0; i < targets.length; i++) {
            // one in five is not known; none is so near to a prediction that the loss has a corner there
            double standardized = 1.5 * (random.nextBoolean() ? 1 : -1) + random.nextDouble() - 0.5;
            targets[i] = i % 5 == 2 ? Double.NaN : STANDARDS.get(i % 2).inOwnUnit(standardized);
        }
        return TargetValues.of(4, targets);
    }

    private static MiniBatch batch(TargetValues targets) {
        var random = new Random(2);
        var values = new float[COUNT * SHAPE.values()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        var weights = Weights.of(new float[] {1, 2, 0.5f, 0, 1.5f});
        return new MiniBatch(values, new int[] {6, 6, 6, 6, 6}, new Targets(targets, weights, 0), COUNT);
    }

    private static Outcome outcome(NetworkKernel kernel, float[] parameters, MiniBatch batch, float[] gradients) {
        return kernel.differentiate(parameters, batch, new SeedStream(3, Purpose.DROPOUT), gradients);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradients_are_what_small_changes_make_of_the_loss(Encoder encoder, ValueLoss loss) {
        var forecast = new Forecast(2, false, List.of(0, 1), List.of(), Normalization.NONE);
        var network = new Architecture(encoder, new Values(STANDARDS, loss, Optional.of(forecast)));
        float[] parameters = StartWeights.of(network, SHAPE, 1);
        var batch = batch(targets());
        var gradients = new float[parameters.length];
        var unread = new float[parameters.length];
        var random = new Random(5);
        boolean[] learned = learned(network);
        try (var kernel = NetworkKernel.ofProcessor(network, SHAPE, 2, 0, Precision.SINGLE)) {
            outcome(kernel, parameters, batch, gradients);
            for (int run = 0; run < 5; run++) {
                var direction = new double[parameters.length];
                double expected = 0;
                for (int i = 0; i < direction.length; i++) {
                    direction[i] = learned[i] ? random.nextGaussian() : 0;
                    expected += direction[i] * gradients[i];
                }
                // small enough that hardly a rectified unit begins or ends, large enough for floats
                double step = 2e-4;
                double above = outcome(kernel, moved(parameters, direction, step), batch, unread)
                        .lossSum();
                double below = outcome(kernel, moved(parameters, direction, -step), batch, unread)
                        .lossSum();

                assertThat((above - below) / (2 * step)).isCloseTo(expected, within(0.02 * Math.abs(expected) + 0.03));
            }
        }
    }

    /** Says of each parameter whether it is learned, not measured as the statistics of normalization are. */
    private static boolean[] learned(Architecture network) {
        var encoder = network.encoder();
        var learned = new boolean[(int) network.parameterCount(SHAPE)];
        int at = 0;
        for (var block : Stream.of(encoder.parameters(SHAPE), network.head().parameters(encoder.outputs()))
                .flatMap(List::stream)
                .toList()) {
            Arrays.fill(learned, at, at + (int) block.count(), block.kind() != Kind.STATISTICS);
            at += (int) block.count();
        }
        return learned;
    }

    private static float[] moved(float[] parameters, double[] direction, double step) {
        var moved = new float[parameters.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (parameters[i] + step * direction[i]);
        }
        return moved;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void targets_that_are_not_known_have_no_gradient_and_no_errors(Encoder encoder, ValueLoss loss) {
        var network = new Architecture(encoder, new Values(STANDARDS, loss, Optional.empty()));
        float[] parameters = StartWeights.of(network, SHAPE, 1);
        var unknown = new double[2 * COUNT];
        Arrays.fill(unknown, Double.NaN);
        var gradients = new float[parameters.length];
        Arrays.fill(gradients, 1);
        boolean[] learned = learned(network);
        try (var kernel = NetworkKernel.ofProcessor(network, SHAPE, 2, 0, Precision.SINGLE)) {
            var outcome = outcome(kernel, parameters, batch(TargetValues.of(2, unknown)), gradients);

            assertThat(outcome.lossSum()).isZero();
            assertThat(outcome.errors().meanAbsolute()).isZero();
            for (int i = 0; i < gradients.length; i++) {
                assertThat(gradients[i]).isEqualTo(learned[i] ? 0 : gradients[i]);
            }
        }
    }

    @Test
    void losses_and_errors_are_those_of_the_outputs() {
        for (var loss : LOSSES) {
            // with normalization, what is learned from differs from what is predicted
            for (var encoder : ENCODERS.subList(0, 3)) {
                var values = new Values(STANDARDS, loss, Optional.empty());
                var network = new Architecture(encoder, values);
                float[] parameters = StartWeights.of(network, SHAPE, 1);
                var targets = TargetValues.of(2, new double[] {90, -1e9, 120, Double.NaN, 100, 0, 1, 2, 110, -2e9});
                var batch = batch(targets);
                var outputs = new float[COUNT * values.outputs()];
                try (var kernel = NetworkKernel.ofProcessor(network, SHAPE, 1, 0, Precision.SINGLE)) {
                    var outcome = outcome(kernel, parameters, batch, new float[parameters.length]);
                    kernel.load(parameters);
                    kernel.predict(
                            (n, target, at) ->
                                    System.arraycopy(batch.values(), n * SHAPE.values(), target, at, SHAPE.values()),
                            batch.timeSteps(),
                            COUNT,
                            outputs,
                            0);

                    double lossSum = 0;
                    double absolute = 0;
                    for (int n = 0; n < COUNT; n++) {
                        var row = Arrays.copyOfRange(outputs, n * values.outputs(), (n + 1) * values.outputs());
                        lossSum += batch.targets().weights().get(n) * values.rowLoss(row, targets, n);
                        double predicted = STANDARDS.get(0).inOwnUnit(row[values.point(0)]);
                        absolute += Math.abs(predicted - targets.get(n, 0)) / COUNT;
                    }
                    assertThat(outcome.lossSum()).isCloseTo(lossSum, within(1e-4 * lossSum));
                    var first = outcome.errors().targets().get(0);
                    assertThat(first.absolute() / first.count()).isCloseTo(absolute, within(1e-3 * absolute));
                    assertThat(outcome.errors().targets().get(1).count()).isEqualTo(4);
                }
            }
        }
    }
}
