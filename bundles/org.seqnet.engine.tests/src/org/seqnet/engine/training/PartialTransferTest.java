package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.TrainedNetwork;

/** Some layers of a transferred network stay as they are, and others learn at a rate of their own. */
class PartialTransferTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 8);
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults()
            .withEpochs(2)
            .withBatchSize(40)
            .withUpdater(Updater.ADAM, 0.01)
            .withL2(0.001)
            .withGradientClipping(5)
            .withAverageWeights(true)
            .withThreads(2);

    private static final Recurrent LSTM = new Recurrent(Cell.LSTM, 2, 12, 0.25, 1);
    private static final Convolutional CNN = new Convolutional(
            2,
            List.of(new ConvolutionBlock(8, 3, 1, 2, true, 0.125), new ConvolutionBlock(8, 3, 1, 1, true, 0)),
            16,
            0.25);
    private static final TemporalConvolutional RESNET = new TemporalConvolutional(Design.RESNET, 4, 3, 3, 1, 0.25);

    private final LabelledSequences before = ToySequences.learnable(150, SHAPE, 4, 1);
    private final LabelledSequences after = ToySequences.learnable(120, SHAPE, 3, 2);

    /** Encoders, how many of their layers are frozen, and as how many members. */
    static Stream<Arguments> encoders() {
        return Stream.of(
                Arguments.of(LSTM, 1, 1),
                Arguments.of(new Recurrent(Cell.GRU, 3, 8, 0.25, 0), 2, 1),
                Arguments.of(new Recurrent(Cell.RNN_TANH, 2, 8, 0, 0), 1, 3),
                Arguments.of(new Recurrent(Cell.LSTM, 2, 8, 0, 1, true, Pooling.ATTENTION), 1, 1),
                Arguments.of(new Recurrent(Cell.LSTM, 2, 8, 0, 1, true, Pooling.ATTENTION), 2, 1),
                Arguments.of(CNN, 1, 1),
                Arguments.of(CNN, 2, 2),
                Arguments.of(RESNET, 1, 1),
                Arguments.of(RESNET, 2, 1),
                Arguments.of(new TemporalConvolutional(Design.INCEPTION, 4, 4, 5, 1, 0), 3, 1),
                Arguments.of(new TemporalConvolutional(Design.FCN, 4, 2, 3, 2, 0), 1, 1));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void frozen_layers_keep_every_bit_and_all_others_learn(Encoder encoder, int frozen, int members) {
        var first = trained(encoder, members);

        var second = transfer(first, new LearnedLayers(frozen, 0.5), OPTIONS);

        var was = partsOf(first);
        var is = partsOf(second);
        for (int i = 0; i < was.size(); i++) {
            for (int part = 0; part < was.get(i).size() - 1; part++) {
                if (part < frozen) {
                    assertThat(is.get(i).get(part)).isEqualTo(was.get(i).get(part));
                } else {
                    assertThat(is.get(i).get(part)).isNotEqualTo(was.get(i).get(part));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Updater.class)
    void no_optimizer_moves_a_frozen_layer(Updater updater) {
        for (var encoder : List.of(CNN, LSTM)) {
            var first = trained(encoder, 1);

            var second = transfer(first, new LearnedLayers(1, 2), OPTIONS.withUpdater(updater, 0.01));

            assertThat(partsOf(second).get(0).get(0))
                    .isEqualTo(partsOf(first).get(0).get(0));
            assertThat(partsOf(second).get(0).get(1))
                    .isNotEqualTo(partsOf(first).get(0).get(1));
        }
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void the_number_of_threads_changes_no_bit(Encoder encoder, int frozen, int members) {
        var first = trained(encoder, members);
        var learned = new LearnedLayers(frozen, 0.1);

        assertThat(transfer(first, learned, OPTIONS.withThreads(1)).parameters())
                .isEqualTo(transfer(first, learned, OPTIONS.withThreads(3)).parameters());
    }

    @ParameterizedTest
    @EnumSource(Updater.class)
    void one_step_of_the_encoder_is_as_many_times_as_long_as_the_factor_says(Updater updater) {
        var first = trained(LSTM, 1);
        var one = oneStep(updater).withAverageWeights(false);

        var whole = transfer(first, LearnedLayers.ALL, one).parameters();
        var part = transfer(first, new LearnedLayers(0, 0.25), one).parameters();

        var start = first.parameters();
        int encoder = encoderLength(first);
        float largest = 0;
        for (int i = 0; i < encoder; i++) {
            float step = whole[i] - start[i];
            assertThat(part[i] - start[i]).isCloseTo(0.25f * step, within(2e-7f));
            largest = Math.max(largest, Math.abs(step));
        }
        assertThat(largest).isGreaterThan(1e-5f);
        assertThat(Arrays.copyOfRange(part, encoder, part.length))
                .isEqualTo(Arrays.copyOfRange(whole, encoder, whole.length));
    }

    @Test
    void schedules_and_the_search_for_a_rate_work_with_parts() {
        var first = trained(CNN, 1);
        var learned = new LearnedLayers(1, 0.1);

        for (var options : List.of(
                OPTIONS.with(draft -> draft.schedule = new Schedule.Cosine(1, 0.1)),
                OPTIONS.with(draft -> draft.findsLearningRate = true))) {
            assertThat(partsOf(transfer(first, learned, options)).get(0).get(0))
                    .isEqualTo(partsOf(first).get(0).get(0));
        }
    }

    @Test
    void all_layers_frozen_by_their_number_are_the_head_alone() {
        var first = trained(CNN, 1);

        assertThat(transfer(first, new LearnedLayers(3, 0.1), OPTIONS).parameters())
                .isEqualTo(transfer(first, LearnedLayers.HEAD, OPTIONS).parameters());
    }

    @Test
    void a_transferred_network_is_trained_on_as_a_whole() {
        var second = transfer(trained(LSTM, 1), new LearnedLayers(1, 0.1), OPTIONS);

        var third = new Trainer()
                .resume(second, LSTM, OPTIONS, after, Optional.empty(), TrainingListener.NONE)
                .network();

        assertThat(third.provenance().history()).hasSize(4);
        assertThat(partsOf(third).get(0).get(0))
                .isNotEqualTo(partsOf(second).get(0).get(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, Integer.MAX_VALUE})
    void the_optimizer_starts_afresh_when_frozen_layers_are_trained_afterwards(int frozen) {
        var second = transfer(trained(LSTM, 1), new LearnedLayers(frozen, 1), OPTIONS.withEpochs(8));
        var stateless = new TrainedNetwork(
                second.architecture(),
                second.input(),
                second.labels(),
                second.parameters(),
                new float[0],
                0,
                second.provenance());

        assertThat(second.keepsStateOf(Updater.ADAM)).isTrue();
        assertThat(resumed(second).parameters()).isEqualTo(resumed(stateless).parameters());
    }

    private TrainedNetwork resumed(TrainedNetwork network) {
        return new Trainer()
                .resume(network, LSTM, OPTIONS, after, Optional.empty(), TrainingListener.NONE)
                .network();
    }

    @Test
    void more_layers_than_there_are_are_refused() {
        var first = trained(LSTM, 1);

        assertThatThrownBy(() -> transfer(first, new LearnedLayers(3, 1), OPTIONS))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Frozen layers: the network has 2 layers below the output layer, not 3.");
    }

    @Test
    void some_layers_of_branches_side_by_side_are_refused() {
        var encoder = new Composition(
                new Recurrent(Cell.LSTM, 1, 8, 0, 1), new TemporalConvolutional(Design.FCN, 4, 2, 3, 1, 0));
        var first = trained(encoder, 1);

        assertThatThrownBy(() -> transfer(first, new LearnedLayers(1, 1), OPTIONS))
                .isInstanceOf(SeqNetException.class)
                .hasMessageStartingWith("Frozen layers: 1 is not possible. The branches of ")
                .hasMessageEndingWith(" read the sequences side by side: freeze all 3 layers, or none (0).");
        assertThat(Arrays.copyOf(
                        transfer(first, new LearnedLayers(3, 1), OPTIONS).parameters(), encoderLength(first)))
                .isEqualTo(Arrays.copyOf(first.parameters(), encoderLength(first)));
    }

    @Test
    void settings_outside_their_range_are_refused() {
        assertThatThrownBy(() -> new LearnedLayers(-1, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Frozen layers: -1 is negative. Use 0 or more.");
        for (var text : List.of("0", "-1", "11", "10.5", "NaN")) {
            assertThatThrownBy(() -> new LearnedLayers(0, Double.parseDouble(text)))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("Learning rate factor: " + text + " is not greater than 0 and at most 10.");
        }
    }

    private TrainedNetwork trained(Encoder encoder, int members) {
        return new Trainer()
                .train(
                        new Architecture(encoder, Classes.of(before.domain()), members),
                        PreprocessingRule.NONE,
                        OPTIONS,
                        before,
                        Optional.empty(),
                        TrainingListener.NONE)
                .network();
    }

    private TrainedNetwork transfer(TrainedNetwork network, LearnedLayers learned, TrainingOptions options) {
        var own = network.architecture();
        return new Trainer()
                .transfer(
                        network,
                        learned,
                        own.with(Classes.of(after.domain())),
                        options,
                        after,
                        Optional.empty(),
                        TrainingListener.NONE)
                .network();
    }

    private TrainingOptions oneStep(Updater updater) {
        return TrainingOptions.defaults()
                .withEpochs(1)
                .withBatchSize(after.size())
                .withUpdater(updater, 0.01)
                .withThreads(2);
    }

    private static int encoderLength(TrainedNetwork network) {
        var architecture = network.architecture();
        return Math.toIntExact(network.parameterCount()
                - architecture.head().parameterCount(architecture.encoder().outputs()));
    }

    /** Returns for each member the parameters of each layer. */
    private static List<List<float[]>> partsOf(TrainedNetwork network) {
        var architecture = network.architecture();
        var counts = architecture.member().layers(SHAPE).stream()
                .mapToInt(layer -> Math.toIntExact(layer.parameters()))
                .toArray();
        int member = Arrays.stream(counts).sum();
        return Stream.iterate(0, i -> i < architecture.members(), i -> i + 1)
                .map(i -> {
                    int[] at = {i * member};
                    return Arrays.stream(counts)
                            .mapToObj(count -> Arrays.copyOfRange(network.parameters(), at[0], at[0] += count))
                            .toList();
                })
                .toList();
    }
}
