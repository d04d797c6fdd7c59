package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.trained.TrainedNetwork;

/** A network begins with another one's encoder. */
class TransferTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 8);
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults()
            .withEpochs(2)
            .withBatchSize(40)
            .withUpdater(Updater.ADAM, 0.01)
            .withL2(0.001)
            .withGradientClipping(5)
            .withThreads(2);

    private final LabelledSequences classes = ToySequences.learnable(150, SHAPE, 4, 1);
    /** The same sequences, each with the label of its class and with one of two for even and odd classes. */
    private final LabelledSequences several = new LabelledSequences(
            classes.sequences(),
            LabelSets.of(IntStream.range(0, classes.size())
                    .mapToObj(n -> new int[] {classes.label(n), 4 + classes.label(n) % 2})
                    .toList()),
            LabelDomain.of("a", "b", "c", "d", "even", "odd"));

    static Stream<Encoder> encoders() {
        var blocks = List.of(new ConvolutionBlock(8, 3, 1, 2, true, 0.125), new ConvolutionBlock(8, 3, 1, 1, false, 0));
        return Stream.of(new Convolutional(2, blocks, 16, 0.25), new Recurrent(Cell.LSTM, 2, 12, 0.25, 1));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void a_frozen_encoder_keeps_every_bit_and_its_head_learns(Encoder encoder) {
        var first = trained(encoder, OPTIONS.withEpochs(15));

        var second = transfer(first, LearnedLayers.HEAD, encoder, OPTIONS.withEpochs(30));

        int length = encoderLength(first);
        assertThat(Arrays.copyOf(second.network().parameters(), length))
                .isEqualTo(Arrays.copyOf(first.parameters(), length));
        assertThat(second.history()).hasSize(30);
        assertThat(second.history().get(29).accuracy()).isGreaterThan(0.95);
        assertThat(second.network().architecture().head()).isInstanceOf(IndependentLabels.class);
    }

    @ParameterizedTest
    @EnumSource(Updater.class)
    void no_optimizer_moves_a_frozen_encoder(Updater updater) {
        var encoder = encoders().findFirst().orElseThrow();
        var first = trained(encoder);

        var second = transfer(first, LearnedLayers.HEAD, encoder, OPTIONS.withUpdater(updater, 0.01));

        int length = encoderLength(first);
        assertThat(Arrays.copyOf(second.network().parameters(), length))
                .isEqualTo(Arrays.copyOf(first.parameters(), length));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void the_number_of_threads_changes_no_bit(Encoder encoder) {
        var first = trained(encoder);

        assertThat(transfer(first, LearnedLayers.HEAD, encoder, OPTIONS.withThreads(1))
                        .network()
                        .parameters())
                .isEqualTo(transfer(first, LearnedLayers.HEAD, encoder, OPTIONS.withThreads(3))
                        .network()
                        .parameters());
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void an_encoder_that_is_not_frozen_learns_further(Encoder encoder) {
        var first = trained(encoder);

        var second = transfer(first, LearnedLayers.ALL, encoder, OPTIONS);

        int length = encoderLength(first);
        assertThat(Arrays.copyOf(second.network().parameters(), length))
                .isNotEqualTo(Arrays.copyOf(first.parameters(), length));
        assertThat(second.history().get(1).loss())
                .isLessThan(new Trainer()
                        .train(
                                architecture(encoder),
                                PreprocessingRule.NONE,
                                OPTIONS,
                                several,
                                Optional.empty(),
                                TrainingListener.NONE)
                        .history()
                        .get(1)
                        .loss());
    }

    @Test
    void a_head_learns_from_a_frozen_encoder_what_it_learns_from_one_without_dropout() {
        var encoder = new Recurrent(Cell.LSTM, 2, 12, 0.25, 1);
        var architecture = architecture(encoder);
        var parameters = StartWeights.of(architecture, SHAPE, 3);
        try (var batches = new MiniBatches(several.sequences(), new Targets(several.labels()), 50, Optional.empty());
                var frozen = LiveNetwork.toTrain(
                        architecture, SHAPE, parameters.clone(), 1, 2, LearnedLayers.HEAD, Precision.SINGLE);
                var whole = LiveNetwork.toTrain(
                        architecture.undropped(),
                        SHAPE,
                        parameters.clone(),
                        1,
                        2,
                        LearnedLayers.ALL,
                        Precision.SINGLE)) {
            batches.begin(1, IntStream.range(0, 150).toArray());
            var batch = batches.next();

            assertThat(frozen.differentiate(batch)).isEqualTo(whole.differentiate(batch));
            int head = Math.toIntExact(architecture.head().parameterCount(12));
            int length = parameters.length - head;
            assertThat(Arrays.copyOf(frozen.gradients(), length)).containsOnly(0);
            assertThat(Arrays.copyOfRange(frozen.gradients(), length, parameters.length))
                    .isEqualTo(Arrays.copyOfRange(whole.gradients(), length, parameters.length));
        }
    }

    @Test
    void another_encoder_and_other_sequences_are_refused() {
        var first = trained(new Recurrent(Cell.LSTM, 2, 12, 0.25, 1));

        assertThatThrownBy(() -> transfer(first, LearnedLayers.ALL, new Recurrent(Cell.LSTM, 2, 13, 0.25, 1), OPTIONS))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "The connected network is LSTM, 2 layers of 12 units; the settings specify LSTM, 2 layers of "
                                + "13 units.");
    }

    private TrainedNetwork trained(Encoder encoder) {
        return trained(encoder, OPTIONS);
    }

    private TrainedNetwork trained(Encoder encoder, TrainingOptions options) {
        var architecture = new Architecture(encoder, Classes.of(classes.domain()));
        return new Trainer()
                .train(architecture, PreprocessingRule.NONE, options, classes, Optional.empty(), TrainingListener.NONE)
                .network();
    }

    private Architecture architecture(Encoder encoder) {
        return new Architecture(encoder, IndependentLabels.of(several.domain()));
    }

    private TrainingResult transfer(
            TrainedNetwork network, LearnedLayers learned, Encoder encoder, TrainingOptions options) {
        return new Trainer()
                .transfer(
                        network,
                        learned,
                        architecture(encoder),
                        options,
                        several,
                        Optional.empty(),
                        TrainingListener.NONE);
    }

    private static int encoderLength(TrainedNetwork network) {
        var architecture = network.architecture();
        return Math.toIntExact(network.parameterCount()
                - architecture.head().parameterCount(architecture.encoder().outputs()));
    }
}
