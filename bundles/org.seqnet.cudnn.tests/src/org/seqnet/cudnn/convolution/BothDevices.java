package org.seqnet.cudnn.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.seqnet.cudnn.card.Card;
import org.seqnet.cudnn.network.KernelOnCard;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.kernel.SequenceSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.ParameterBlock;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/** A network and random sequences that a card and the processor compute. */
record BothDevices(Architecture architecture, SequenceShape shape, int[] timeSteps, float[] values) {
    private static final int CLASSES = 3;

    /** How far numbers may lie apart, as a share of the largest of their kind. */
    private static final float ROUNDING = 1e-4f;

    /** How far they may lie apart whatever their size: they may be sums of larger ones that cancel. */
    private static final float CANCELLATION = 1e-6f;

    /** Returns sequences of these lengths. */
    static BothDevices of(Encoder encoder, SequenceShape shape, int... timeSteps) {
        var random = new Random(Arrays.hashCode(timeSteps) + 31L * encoder.hashCode());
        var values = new float[Arrays.stream(timeSteps).sum() * shape.features()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new BothDevices(new Architecture(encoder, new Classes(CLASSES)), shape, timeSteps, values);
    }

    /** Returns so many images. */
    static BothDevices ofImages(Encoder encoder, SequenceShape shape, int count) {
        var timeSteps = new int[count];
        Arrays.fill(timeSteps, shape.timeSteps());
        return of(encoder, shape, timeSteps);
    }

    private List<ParameterBlock> blocks() {
        return architecture.encoder().parameters(shape);
    }

    /** Returns parameters of which no two are alike, and no variance is negative. */
    float[] parameters() {
        var parameters = StartWeights.of(architecture, shape, 5);
        var random = new Random(7);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += 0.2f * (float) Math.abs(random.nextGaussian()) * (isStatistic(i) || i % 2 == 0 ? 1 : -1);
        }
        return parameters;
    }

    private boolean isStatistic(int parameter) {
        long end = 0;
        for (var block : blocks()) {
            end += block.count();
            if (parameter < end) {
                return block.kind() == ParameterBlock.Kind.STATISTICS;
            }
        }
        return false;
    }

    private MiniBatch miniBatch(int size) {
        var labels = new Random(3).ints(size, 0, CLASSES).toArray();
        return new MiniBatch(values, timeSteps, new Targets(LabelSets.ofClasses(labels)), size);
    }

    private SequenceSource source() {
        return (index, target, at) -> {
            int start = Arrays.stream(timeSteps, 0, index).sum() * shape.features();
            System.arraycopy(values, start, target, at, timeSteps[index] * shape.features());
        };
    }

    /** Compares what both make of all sequences, and of a first part of them afterwards. */
    void compare(Card card) {
        try (var processor = NetworkKernel.ofProcessor(architecture, shape, 1, 0, Precision.SINGLE);
                var kernel = KernelOnCard.of(card, architecture, shape)) {
            comparePredictions(processor, kernel, timeSteps.length);
            compareGradients(processor, kernel, timeSteps.length);
            compareGradients(processor, kernel, (timeSteps.length + 1) / 2);
            comparePredictions(processor, kernel, (timeSteps.length + 1) / 2);
        }
    }

    private void comparePredictions(NetworkKernel processor, NetworkKernel kernel, int size) {
        var expected = new float[size * CLASSES];
        var actual = new float[size * CLASSES];
        processor.load(parameters());
        processor.predict(source(), timeSteps, size, expected, 0);
        kernel.load(parameters());
        kernel.predict(source(), timeSteps, size, actual, 0);
        assertThat(actual).containsExactly(expected, within(ROUNDING));
    }

    /** Returns the gradients of the first sequences. */
    float[] differentiate(NetworkKernel kernel, int size) {
        var parameters = parameters();
        var gradients = new float[parameters.length];
        kernel.differentiate(parameters, miniBatch(size), new SeedStream(11, Purpose.DROPOUT), gradients);
        return gradients;
    }

    private void compareGradients(NetworkKernel processor, NetworkKernel kernel, int size) {
        var parameters = parameters();
        var expected = new float[parameters.length];
        var actual = new float[parameters.length];
        var wanted =
                processor.differentiate(parameters, miniBatch(size), new SeedStream(11, Purpose.DROPOUT), expected);
        var found = kernel.differentiate(parameters, miniBatch(size), new SeedStream(11, Purpose.DROPOUT), actual);
        assertThat(found.lossSum()).isCloseTo(wanted.lossSum(), within(1e-4 * Math.abs(wanted.lossSum())));
        assertThat(found.correct()).isEqualTo(wanted.correct());
        int at = 0;
        for (var block : blocks()) {
            at = compare("parameters from %d on, %s".formatted(at, block), expected, actual, at, (int) block.count());
        }
        compare("head", expected, actual, at, expected.length - at);
        assertThat(Arrays.copyOf(actual, at)).as("gradients of the encoder").isNotEqualTo(new float[at]);
    }

    private static int compare(String title, float[] expected, float[] actual, int from, int count) {
        float largest = 0;
        for (int i = from; i < from + count; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        assertThat(Arrays.copyOfRange(actual, from, from + count))
                .as(title)
                .containsExactly(
                        Arrays.copyOfRange(expected, from, from + count), within(ROUNDING * largest + CANCELLATION));
        return from + count;
    }
}
