package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.network.dl4j.StockNetworks;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

/** What holds for the training of recurrent networks holds for that of convolutional ones. */
class ConvolutionalTrainingTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 8);
    private static final Convolutional NETWORK = network(false);
    private static final Convolutional NORMALIZED = network(true);
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults()
            .withEpochs(3)
            .withBatchSize(40)
            .withUpdater(Updater.ADAM, 0.01)
            .withThreads(2)
            .withAverageWeights(false);

    private final LabelledSequences training = ToySequences.learnable(150, SHAPE, 4, 1);
    private final LabelledSequences validation = ToySequences.learnable(60, SHAPE, 4, 2);

    private static Convolutional network(boolean normalized) {
        var blocks = List.of(
                new ConvolutionBlock(8, 3, 1, 2, normalized, 0.125), new ConvolutionBlock(8, 3, 1, 1, false, 0));
        return new Convolutional(2, blocks, 16, 0.25);
    }

    static Stream<Convolutional> networks() {
        return Stream.of(NETWORK, NORMALIZED);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void a_network_learns_what_can_be_learned(Convolutional network) {
        var result = train(network, OPTIONS.withEpochs(10).withAverageWeights(true));

        assertThat(result.history().get(9).validation().orElseThrow().accuracy())
                .isGreaterThan(0.95);
        assertThat(result.network().steps()).isEqualTo(10 * 4);
        assertThat(result.network().inputShape()).isEqualTo(SHAPE);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void any_number_of_threads_gives_the_same_bits_and_another_seed_others(Convolutional encoder) {
        var expected = train(encoder, OPTIONS.withThreads(1)).network();

        for (int threads : new int[] {0, 2, 5}) {
            var network = train(encoder, OPTIONS.withThreads(threads)).network();
            assertThat(network.parameters()).isEqualTo(expected.parameters());
            assertThat(network.updaterState()).isEqualTo(expected.updaterState());
        }
        assertThat(train(encoder, OPTIONS.withSeed(5)).network().parameters()).isNotEqualTo(expected.parameters());
    }

    @ParameterizedTest
    @EnumSource
    void one_epoch_and_two_more_are_three_epochs_to_the_last_bit(Updater updater) throws IOException {
        assertResumedToTheBit(NETWORK, OPTIONS.withUpdater(updater, Toys.usualRate(updater)));
    }

    @ParameterizedTest
    @EnumSource
    void moving_averages_are_resumed_to_the_last_bit_too(Updater updater) throws IOException {
        var options = OPTIONS.withUpdater(updater, Toys.usualRate(updater));
        assertResumedToTheBit(NORMALIZED, options.withL2(0.01).withGradientClipping(0.5));
    }

    private void assertResumedToTheBit(Convolutional network, TrainingOptions options) throws IOException {
        var atOnce = train(network, options);

        var first = train(network, options.withEpochs(1));
        var resumed = new Trainer()
                .resume(
                        writtenAndRead(first.network()),
                        network,
                        options.withEpochs(2),
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);

        assertThat(resumed.network().parameters()).isEqualTo(atOnce.network().parameters());
        assertThat(resumed.network().updaterState()).isEqualTo(atOnce.network().updaterState());
        assertThat(resumed.history()).hasSize(3);
        assertThat(resumed.history().get(2).validation())
                .isEqualTo(atOnce.history().get(2).validation());
    }

    @Test
    void early_stopping_keeps_the_best_epoch() {
        var rule = new EarlyStopping(Measure.VALIDATION_LOSS, 2, 0.5);

        var result = train(OPTIONS.withEpochs(30).withEarlyStopping(rule));

        assertThat(result.stopReason()).isEqualTo(StopReason.STOPPED_EARLY);
        try (var classifier = Classifier.of(result.network())) {
            assertThat(result.history().get(result.bestEpoch() - 1).validation())
                    .contains(SmallTraining.evaluation(classifier, validation));
        }
    }

    @Test
    void training_can_be_cancelled() {
        var listener = new TrainingListener() {
            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> new Trainer()
                        .train(
                                new Architecture(NETWORK, Classes.of(training.domain())),
                                PreprocessingRule.NONE,
                                OPTIONS,
                                training,
                                Optional.empty(),
                                listener))
                .isInstanceOf(CancellationException.class);
    }

    /** What is exported before the last epoch learns in Deeplearning4j what it learns here. */
    @Test
    void deeplearning4j_trains_a_normalized_network_on_in_the_same_way() {
        var blocks = List.of(new ConvolutionBlock(8, 3, 1, 2, true, 0), new ConvolutionBlock(8, 3, 1, 1, true, 0));
        var plain = new Convolutional(2, blocks, 16, 0);
        var options = OPTIONS.withUpdater(Updater.ADAM, 0.001).withL2(0.01).withShuffle(false);
        var first = train(plain, options.withEpochs(2)).network();
        var resumed = new Trainer()
                .resume(first, plain, options.withEpochs(1), training, Optional.empty(), TrainingListener.NONE)
                .network();

        var stock = StockNetworks.of(first);
        for (int from = 0; from < 150; from += 40) {
            int count = Math.min(40, 150 - from);
            var values = new float[count * SHAPE.values()];
            var targets = Nd4j.zeros(count, 4);
            for (int n = 0; n < count; n++) {
                training.sequences().copyTo(from + n, values, n * SHAPE.values());
                targets.putScalar(n, training.label(from + n), 1);
            }
            var images = Nd4j.createFromArray(values).reshape(count, 6, 4, 2).permute(0, 3, 1, 2);
            stock.fit(images.dup('c'), targets);
        }

        assertThat(stock.params().toFloatVector()).containsExactly(resumed.parameters(), within(2e-4f));
        assertThat(resumed.parameters()).isNotEqualTo(first.parameters());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void a_network_read_back_predicts_to_the_bit_in_batches_of_any_size(Convolutional encoder) throws IOException {
        var network = train(encoder, OPTIONS).network();
        var sequences = validation.sequences();
        try (var before = Classifier.of(network);
                var after = Classifier.of(writtenAndRead(network), 7, 3);
                var singles = Classifier.of(network, 1, 1)) {
            var expected = before.probabilities(sequences, 0, sequences.size(), () -> false);

            assertThat(after.probabilities(sequences, 0, sequences.size(), () -> false))
                    .isEqualTo(expected);
            assertThat(singles.probabilities(sequences, 0, sequences.size(), () -> false))
                    .isEqualTo(expected);
            assertThat(before.probabilities(sequences, 13, 1, () -> false))
                    .isEqualTo(Arrays.copyOfRange(expected, 13 * 4, 14 * 4));
        }
    }

    @Test
    void sequences_of_several_lengths_are_refused() {
        var ragged = ToySequences.learnableOfAnyLength(50, 9, 8, 4, 1);

        assertThatThrownBy(() -> new Trainer()
                        .train(
                                new Architecture(NETWORK, Classes.of(ragged.domain())),
                                PreprocessingRule.NONE,
                                OPTIONS,
                                ragged,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A convolutional network requires images of the same size, but these sequences differ in "
                        + "their number of time steps. Reshape them to the same length, or train a recurrent network.");
    }

    @Test
    void batch_normalization_is_not_added_to_a_network_that_has_learned_without() {
        var network = train(OPTIONS.withEpochs(1)).network();

        assertThatThrownBy(() -> new Trainer()
                        .resume(network, NORMALIZED, OPTIONS, training, Optional.empty(), TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The connected network is a CNN whose convolution block 1 has 8 filters: 3 x 3 "
                        + "convolution, ReLU, 2 x 2 max pooling; the settings specify a CNN whose convolution block 1 "
                        + "has 8 filters: 3 x 3 convolution, batch normalization, ReLU, 2 x 2 max pooling.");
    }

    @Test
    void mini_batches_of_one_image_are_learned_from_too() {
        // 150 images: the last mini-batch has one.
        var result = train(NORMALIZED, OPTIONS.withBatchSize(149));
        assertThat(result.network().steps()).isEqualTo(6);

        assertThat(train(NORMALIZED, OPTIONS.withBatchSize(1).withEpochs(1))
                        .network()
                        .steps())
                .isEqualTo(150);
    }

    @Test
    void another_architecture_is_not_resumed() {
        var network = train(OPTIONS.withEpochs(1)).network();

        assertThatThrownBy(() -> new Trainer()
                        .resume(
                                network,
                                new Recurrent(Cell.LSTM, 1, 8, 0, 1),
                                OPTIONS,
                                training,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The connected network is a CNN of 2 convolution blocks for images of 2 channels; the "
                        + "settings specify LSTM, 1 layer of 8 units.");
    }

    private TrainingResult train(TrainingOptions options) {
        return train(NETWORK, options);
    }

    private TrainingResult train(Convolutional network, TrainingOptions options) {
        return new Trainer()
                .train(
                        new Architecture(network, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);
    }

    private static TrainedNetwork writtenAndRead(TrainedNetwork network) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ModelArchive.write(network, bytes);
        return ModelArchive.read(new ByteArrayInputStream(bytes.toByteArray()), "m.net");
    }
}
