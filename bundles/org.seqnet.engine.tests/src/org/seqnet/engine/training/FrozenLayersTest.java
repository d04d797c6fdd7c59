package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.LayerSummary;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/** Gradients above frozen layers. */
class FrozenLayersTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 8);
    private final LabelledSequences data = ToySequences.learnable(30, SHAPE, 3, 1);

    static Stream<Arguments> recurrent() {
        return Stream.of(
                Arguments.of(new Recurrent(Cell.LSTM, 3, 12, 0, 1), 1),
                Arguments.of(new Recurrent(Cell.LSTM, 3, 12, 0, 1), 2),
                Arguments.of(new Recurrent(Cell.GRU, 2, 9, 0, 0, true, Pooling.ATTENTION), 1),
                Arguments.of(new Recurrent(Cell.GRU, 2, 9, 0, 0, true, Pooling.ATTENTION), 2),
                Arguments.of(new Recurrent(Cell.RNN_TANH, 2, 9, 0, 0, false, Pooling.MEAN), 1));
    }

    @ParameterizedTest
    @MethodSource("recurrent")
    void they_are_those_of_the_whole_network_where_nothing_depends_on_the_mini_batch(Encoder encoder, int frozen) {
        var architecture = new Architecture(encoder, new Classes(3));
        var parameters = StartWeights.of(architecture, SHAPE, 3);
        int from = parameters(architecture, frozen);
        inBatch(batch -> {
            try (var part = live(architecture, parameters, frozen);
                    var whole = live(architecture, parameters, 0)) {
                assertThat(part.differentiate(batch).lossSum())
                        .isCloseTo(whole.differentiate(batch).lossSum(), within(1e-5));
                assertThat(Arrays.copyOf(part.gradients(), from)).containsOnly(0);
                for (int i = from; i < parameters.length; i++) {
                    assertThat(part.gradients()[i]).isCloseTo(whole.gradients()[i], within(1e-5f));
                }
            }
        });
    }

    static Stream<Arguments> ragged() {
        return Stream.of(Cell.values()).flatMap(cell -> Stream.of(Pooling.values())
                .flatMap(pooling -> Stream.of(false, true).flatMap(both -> IntStream.rangeClosed(
                                1, pooling == Pooling.LAST_STEP ? 1 : 2)
                        .mapToObj(frozen -> Arguments.of(
                                new Recurrent(cell, 2, 7, 0, 0, both, pooling), frozen, 1 + 2 * (frozen % 2))))));
    }

    @ParameterizedTest
    @MethodSource("ragged")
    void sequences_of_any_length_have_the_gradients_of_the_whole_network(Encoder encoder, int frozen, int threads) {
        var architecture = new Architecture(encoder, new Classes(3));
        requireSameGradients(architecture, ToySequences.learnableOfAnyLength(60, 80, 4, 3, 1), frozen, threads);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void so_have_labels_of_each_step(int frozen) {
        var encoder = new Recurrent(Cell.LSTM, 3, 7, 0, 0, true, Pooling.LAST_STEP);
        requireSameGradients(
                new Architecture(encoder, new StepClasses(4)), ToySequences.learnableSteps(60, 80, 4, 1), frozen, 2);
    }

    private static void requireSameGradients(
            Architecture architecture, LabelledSequences sequences, int frozen, int threads) {
        var shape = sequences.sequences().shape();
        var parameters = StartWeights.of(architecture, shape, 3);
        int from = Math.toIntExact(architecture.layers(shape).stream()
                .limit(frozen)
                .mapToLong(LayerSummary::parameters)
                .sum());
        try (var batches =
                        new MiniBatches(sequences.sequences(), new Targets(sequences.truth()), 37, Optional.empty());
                var part = live(architecture, shape, parameters, new LearnedLayers(frozen, 1), threads);
                var whole = live(architecture, shape, parameters, LearnedLayers.ALL, threads)) {
            batches.begin(1, IntStream.range(0, sequences.size()).toArray());
            for (int i = 0; i < batches.count(); i++) {
                var batch = batches.next();
                double loss = whole.differentiate(batch).lossSum();
                assertThat(part.differentiate(batch).lossSum()).isCloseTo(loss, within(1e-4 * loss));
                assertThat(Arrays.copyOf(part.gradients(), from)).containsOnly(0);
                var learned = Arrays.copyOfRange(whole.gradients(), from, parameters.length);
                assertThat(largest(learned)).isPositive();
                assertThat(Arrays.copyOfRange(part.gradients(), from, parameters.length))
                        .containsExactly(learned, within(1e-4f * Math.max(1, largest(learned))));
            }
        }
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    static Stream<Arguments> normalized() {
        var block = new ConvolutionBlock(4, 3, 1, 1, true, 0);
        return Stream.of(
                Arguments.of(new Convolutional(2, List.of(block, block), 8, 0), 1),
                Arguments.of(new Convolutional(2, List.of(block, block), 8, 0), 2),
                Arguments.of(new TemporalConvolutional(Design.RESNET, 4, 3, 3, 1, 0), 1),
                Arguments.of(new TemporalConvolutional(Design.RESNET, 4, 3, 3, 1, 0), 2),
                Arguments.of(new TemporalConvolutional(Design.INCEPTION, 4, 4, 5, 1, 0), 1),
                Arguments.of(new TemporalConvolutional(Design.INCEPTION, 4, 4, 5, 1, 0), 3),
                Arguments.of(new TemporalConvolutional(Design.INCEPTION, 4, 4, 5, 1, 0), 2),
                Arguments.of(new TemporalConvolutional(Design.FCN, 4, 3, 3, 1, 0), 2));
    }

    @ParameterizedTest
    @MethodSource("normalized")
    void they_are_the_slope_of_the_loss(Encoder encoder, int frozen) {
        var architecture = new Architecture(encoder, new Classes(3));
        var parameters = StartWeights.of(architecture, SHAPE, 3);
        var random = new Random(5);
        var direction = new float[parameters.length];
        for (var range : learned(architecture, frozen)) {
            for (int i = range[0]; i < range[1]; i++) {
                direction[i] = (float) random.nextGaussian();
            }
        }
        inBatch(batch -> {
            try (var network = live(architecture, parameters, frozen)) {
                network.differentiate(batch);
                double slope = 0;
                for (int i = 0; i < direction.length; i++) {
                    slope += (double) direction[i] * network.gradients()[i];
                }
                assertThat(Arrays.copyOf(network.gradients(), parameters(architecture, frozen)))
                        .containsOnly(0);
                double step = 1e-4;
                double measured = (loss(network, batch, parameters, direction, step)
                                - loss(network, batch, parameters, direction, -step))
                        / (2 * step);
                assertThat(measured).isCloseTo(slope, within(0.02 * Math.abs(slope)));
                assertThat(Math.abs(slope)).isGreaterThan(0.5);
            }
        });
    }

    @Test
    void frozen_batch_normalization_computes_as_in_prediction() {
        var blocks = List.of(new ConvolutionBlock(4, 3, 1, 1, true, 0.5), new ConvolutionBlock(4, 3, 1, 1, false, 0));
        var architecture = new Architecture(new Convolutional(2, blocks, 8, 0), new Classes(3));
        var parameters = StartWeights.of(architecture, SHAPE, 3);
        inBatch(batch -> {
            try (var part = live(architecture, parameters, 1);
                    var head = live(architecture, parameters, Integer.MAX_VALUE);
                    var whole = live(architecture, parameters, 0)) {
                double predicted = head.differentiate(batch).lossSum();

                assertThat(part.differentiate(batch).lossSum()).isCloseTo(predicted, within(1e-5));
                assertThat(whole.differentiate(batch).lossSum()).isNotCloseTo(predicted, within(1e-3));
            }
        });
    }

    private interface BatchAction {
        void accept(MiniBatch batch);
    }

    private void inBatch(BatchAction action) {
        try (var batches = new MiniBatches(data.sequences(), new Targets(data.labels()), 30, Optional.empty())) {
            batches.begin(1, IntStream.range(0, 30).toArray());
            action.accept(batches.next());
        }
    }

    private static LiveNetwork live(Architecture architecture, float[] parameters, int frozen) {
        return live(architecture, SHAPE, parameters, new LearnedLayers(frozen, 1), 2);
    }

    private static LiveNetwork live(
            Architecture architecture, SequenceShape shape, float[] parameters, LearnedLayers learned, int threads) {
        return LiveNetwork.toTrain(architecture, shape, parameters.clone(), 1, threads, learned, Precision.SINGLE);
    }

    private static double loss(
            LiveNetwork network, MiniBatch batch, float[] parameters, float[] direction, double step) {
        for (int i = 0; i < parameters.length; i++) {
            network.parameters()[i] = (float) (parameters[i] + step * direction[i]);
        }
        return network.differentiate(batch).lossSum();
    }

    private static int parameters(Architecture architecture, int layers) {
        return Math.toIntExact(architecture.layers(SHAPE).stream()
                .limit(layers)
                .mapToLong(LayerSummary::parameters)
                .sum());
    }

    /** Returns where what has gradients stands: all but frozen layers and moving averages. */
    private static List<int[]> learned(Architecture architecture, int frozen) {
        int[] at = {0};
        return architecture.parameters(SHAPE).stream()
                .map(block -> {
                    int from = at[0];
                    at[0] += Math.toIntExact(block.count());
                    boolean learns = from >= parameters(architecture, frozen)
                            && !block.kind().name().equals("STATISTICS");
                    return learns ? new int[] {from, at[0]} : new int[] {0, 0};
                })
                .toList();
    }
}
