package org.seqnet.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
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

/** Whole networks in mixed precision beside the same in single precision. */
class MixedNetworkTest extends MixedTest {
    private static final int CLASSES = 5;
    private static final int COUNT = 103;
    private static final SequenceShape SHAPE = new SequenceShape(12, 9);

    static List<Encoder> encoders() {
        return List.of(
                new Recurrent(Cell.LSTM, 2, 33, 0, 1),
                new Recurrent(Cell.LSTM, 2, 72, 0, 1),
                new Recurrent(Cell.GRU, 1, 64, 0, 0, true, Pooling.ATTENTION),
                new Recurrent(Cell.GRU, 1, 20, 0, 0, true, Pooling.ATTENTION),
                new Recurrent(Cell.RNN_TANH, 1, 16, 0, 0),
                new Convolutional(1, List.of(new ConvolutionBlock(6, 3, 1, 2, false, 0)), 10, 0),
                new TemporalConvolutional(Design.FCN, 1, 8, 3, 1, 0));
    }

    private static MiniBatch batch(boolean ragged) {
        var random = new Random(1);
        var timeSteps = IntStream.range(0, COUNT)
                .map(n -> ragged ? 1 + random.nextInt(12) : 12)
                .toArray();
        var values = new float[Arrays.stream(timeSteps).sum() * 9];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        var classes = random.ints(COUNT, 0, CLASSES).toArray();
        return new MiniBatch(values, timeSteps, new Targets(LabelSets.ofClasses(classes)), COUNT);
    }

    private static float[] gradients(Architecture network, int threads, Precision precision) {
        var parameters = StartWeights.of(network, SHAPE, 1);
        var gradients = new float[parameters.length];
        try (var kernel = NetworkKernel.ofProcessor(network, SHAPE, threads, 0, precision)) {
            var dropout = new SeedStream(3, Purpose.DROPOUT);
            kernel.differentiate(parameters, batch(network.encoder() instanceof Recurrent), dropout, gradients);
            kernel.differentiate(parameters, batch(false), dropout, gradients);
        }
        return gradients;
    }

    private static float[] predictions(Architecture network, int threads, Precision precision) {
        var batch = batch(false);
        var predictions = new float[COUNT * CLASSES];
        try (var kernel = NetworkKernel.ofProcessor(network, SHAPE, threads, 0, precision)) {
            kernel.load(StartWeights.of(network, SHAPE, 1));
            kernel.predict(
                    (n, target, at) -> System.arraycopy(batch.values(), n * 108, target, at, 108),
                    batch.timeSteps(),
                    COUNT,
                    predictions,
                    0);
        }
        return predictions;
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void gradients_are_near_those_in_single_precision(Encoder encoder) {
        var network = new Architecture(encoder, new Classes(CLASSES));
        float[] single = gradients(network, 2, Precision.SINGLE);
        float[] mixed = gradients(network, 2, Precision.MIXED);

        double difference = 0;
        double length = 0;
        for (int i = 0; i < single.length; i++) {
            difference += Math.pow(mixed[i] - single[i], 2);
            length += Math.pow(single[i], 2);
        }
        assertThat(Math.sqrt(difference / length)).isPositive().isLessThan(0.05);
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void predictions_are_near_those_in_single_precision(Encoder encoder) {
        var network = new Architecture(encoder, new Classes(CLASSES));
        float[] single = predictions(network, 2, Precision.SINGLE);
        float[] mixed = predictions(network, 2, Precision.MIXED);

        assertThat(mixed).isNotEqualTo(single);
        for (int i = 0; i < single.length; i++) {
            assertThat(mixed[i]).isCloseTo(single[i], within(0.02f));
        }
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void results_are_the_same_to_the_last_bit_with_any_number_of_threads(Encoder encoder) {
        var network = new Architecture(encoder, new Classes(CLASSES));
        float[] gradients = gradients(network, 1, Precision.MIXED);
        float[] predictions = predictions(network, 1, Precision.MIXED);

        for (int threads = 2; threads <= 4; threads++) {
            assertThat(predictions(network, threads, Precision.MIXED)).isEqualTo(predictions);
            assertThat(gradients(network, threads, Precision.MIXED)).isEqualTo(gradients);
        }
    }
}
