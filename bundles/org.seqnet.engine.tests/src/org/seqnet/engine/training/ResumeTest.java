package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

/** Training goes on where another one ended. */
class ResumeTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 4);
    private static final Recurrent SMALL = new Recurrent(Cell.LSTM, 2, 8, 0, 1);
    private static final Recurrent DROPPING = new Recurrent(Cell.LSTM, 2, 8, 0.3, 1);
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults()
            .withEpochs(5)
            .withBatchSize(16)
            .withUpdater(Updater.ADAM, 0.01)
            .withThreads(2)
            .withAverageWeights(false);

    private final LabelledSequences training = ToySequences.learnable(90, SHAPE, 4, 1);
    private final LabelledSequences validation = ToySequences.learnable(40, SHAPE, 4, 2);

    @ParameterizedTest
    @EnumSource
    void two_epochs_and_three_more_are_five_epochs_to_the_last_bit(Updater updater) throws IOException {
        var options = OPTIONS.withUpdater(updater, Toys.usualRate(updater));
        var atOnce = train(DROPPING, options);

        var resumed = resume(writtenAndRead(train(DROPPING, options.withEpochs(2))), DROPPING, options.withEpochs(3));

        assertSame(resumed, atOnce);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void sequences_of_any_length_are_resumed_to_the_last_bit_too(double dropout) throws IOException {
        var encoder = new Recurrent(Cell.LSTM, 2, 8, dropout, 1);
        var ragged = ToySequences.learnableOfAnyLength(90, 9, 4, 4, 1);
        var trainer = new Trainer();
        var atOnce = trainer.train(
                new Architecture(encoder, Classes.of(ragged.domain())),
                PreprocessingRule.NONE,
                OPTIONS,
                ragged,
                Optional.empty(),
                TrainingListener.NONE);

        var first = trainer.train(
                new Architecture(encoder, Classes.of(ragged.domain())),
                PreprocessingRule.NONE,
                OPTIONS.withEpochs(2),
                ragged,
                Optional.empty(),
                TrainingListener.NONE);
        var resumed = trainer.resume(
                writtenAndRead(first), encoder, OPTIONS.withEpochs(3), ragged, Optional.empty(), TrainingListener.NONE);

        assertSame(resumed, atOnce);
    }

    @Test
    void a_network_that_reads_any_length_still_does_after_rows_of_one_length() {
        var ragged = ToySequences.learnableOfAnyLength(90, 9, 4, 4, 1);
        var trainer = new Trainer();
        var first = trainer.train(
                new Architecture(SMALL, Classes.of(ragged.domain())),
                PreprocessingRule.NONE,
                OPTIONS.withEpochs(1),
                ragged,
                Optional.empty(),
                TrainingListener.NONE);

        var resumed = trainer.resume(
                first.network(), SMALL, OPTIONS.withEpochs(1), training, Optional.of(ragged), TrainingListener.NONE);

        assertThat(resumed.network().inputShape()).isEqualTo(SequenceShape.ofAnyLength(4));
        assertThat(resumed.history().get(1).validation()).isPresent();
    }

    @Test
    void a_network_of_one_length_is_not_resumed_with_others() {
        var first = train(SMALL, OPTIONS.withEpochs(1));
        var ragged = ToySequences.learnableOfAnyLength(90, 9, 4, 4, 1);

        assertThatThrownBy(() -> new Trainer()
                        .resume(
                                first.network(),
                                SMALL,
                                OPTIONS.withEpochs(1),
                                ragged,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The connected network expects sequences of 6 time steps x 4 features, but the training "
                        + "sequences have " + ragged.sequences().sizes()
                        + ". Reshape them in the same way as its original training sequences.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void penalty_clipping_and_order_go_on_too(boolean shuffle) throws IOException {
        var options = OPTIONS.withL2(0.01).withGradientClipping(0.5).withShuffle(shuffle);
        var atOnce = train(SMALL, options);

        var resumed = resume(writtenAndRead(train(SMALL, options.withEpochs(4))), SMALL, options.withEpochs(1));

        assertSame(resumed, atOnce);
    }

    @Test
    void a_network_is_resumed_as_often_as_one_likes() {
        var result = train(SMALL, OPTIONS.withEpochs(1));
        for (int epoch = 2; epoch <= 5; epoch++) {
            result = resume(result.network(), SMALL, OPTIONS.withEpochs(1));
        }

        assertSame(result, train(SMALL, OPTIONS));
    }

    @Test
    void epochs_are_counted_on_and_the_earlier_ones_kept() {
        var first = train(SMALL, OPTIONS.withEpochs(2));
        var progress = new ArrayList<BatchProgress>();
        var ended = new ArrayList<EpochRecord>();
        var listener = new TrainingListener() {
            @Override
            public void batchEnded(BatchProgress batch) {
                progress.add(batch);
            }

            @Override
            public void epochEnded(EpochRecord epoch, Optional<TimeLeft> left) {
                ended.add(epoch);
            }
        };

        var resumed = new Trainer()
                .resume(first.network(), SMALL, OPTIONS.withEpochs(3), training, Optional.of(validation), listener);

        assertThat(resumed.history()).extracting(EpochRecord::epoch).containsExactly(1, 2, 3, 4, 5);
        assertThat(resumed.history().subList(0, 2)).isEqualTo(first.history());
        assertThat(resumed.network().provenance().history()).isEqualTo(resumed.history());
        assertThat(resumed.network().provenance().bestEpoch()).isEqualTo(5);
        assertThat(ended).isEqualTo(resumed.history().subList(2, 5));
        assertThat(progress).hasSize(3 * 6).allMatch(batch -> batch.epochs() == 5);
        assertThat(progress.get(0).epoch()).isEqualTo(3);
        assertThat(progress.get(0).fraction()).isEqualTo(1 / 18.0);
        assertThat(progress.get(17).fraction()).isEqualTo(1);
    }

    @Test
    void another_updater_starts_afresh() {
        var first = train(SMALL, OPTIONS.withEpochs(2));
        var options = OPTIONS.withEpochs(3).withUpdater(Updater.NADAM, 0.01);

        var resumed = resume(first.network(), SMALL, options).network();

        assertThat(first.network().steps()).isEqualTo(2 * 6);
        assertThat(resumed.steps()).isEqualTo(3 * 6);
        assertThat(resumed.provenance().history()).hasSize(5);
        assertThat(resumed.updaterState()).hasSize(2 * resumed.parameterCount());
    }

    @Test
    void a_state_that_was_not_kept_starts_afresh() {
        var first = train(SMALL, OPTIONS.withEpochs(2)).network();
        var stateless = new TrainedNetwork(
                first.architecture(),
                first.input(),
                first.labels(),
                first.parameters(),
                new float[0],
                first.steps(),
                first.provenance());

        assertThat(first.keepsStateOf(Updater.ADAM)).isTrue();
        assertThat(first.keepsStateOf(Updater.NADAM)).isFalse();
        assertThat(stateless.keepsStateOf(Updater.ADAM)).isFalse();
        assertThat(resume(stateless, SMALL, OPTIONS).network().steps()).isEqualTo(5 * 6);
    }

    @Test
    void dropout_may_change() {
        var first = train(SMALL, OPTIONS.withEpochs(2)).network();

        var resumed = resume(first, DROPPING, OPTIONS.withEpochs(3)).network();

        assertThat(resumed.architecture().encoder()).isEqualTo(DROPPING);
        assertThat(resumed.steps()).isEqualTo(5 * 6);
    }

    @Test
    void averaged_weights_go_on_from_their_mean() {
        var averaged = OPTIONS.withAverageWeights(true);
        var first = train(SMALL, averaged.withEpochs(8));

        var resumed = resume(first.network(), SMALL, averaged.withEpochs(4));

        var before = first.history().get(7).validation().orElseThrow();
        var after = resumed.history().get(11).validation().orElseThrow();
        assertThat(resumed.network().steps()).isEqualTo(12 * 6);
        assertThat(after.loss()).isLessThan(before.loss());
    }

    @Test
    void early_stopping_chooses_among_the_new_epochs() {
        var first = train(SMALL, OPTIONS.withEpochs(10));
        // A rate far too high: no further epoch is better than the first of them for long.
        var options = OPTIONS.withEpochs(20)
                .withUpdater(Updater.ADAM, 0.5)
                .withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 2, 0));

        var resumed = resume(first.network(), SMALL, options);

        assertThat(resumed.stopReason()).isEqualTo(StopReason.STOPPED_EARLY);
        assertThat(resumed.bestEpoch())
                .isGreaterThan(10)
                .isEqualTo(resumed.history().size() - 2);
    }

    @Test
    void only_a_new_epoch_can_reach_the_accuracy() throws IOException {
        var options = OPTIONS.withStopAtAccuracy(0.001);
        var first = train(SMALL, options);

        var resumed = resume(writtenAndRead(first), SMALL, options);

        assertThat(first.history()).hasSize(1);
        assertThat(resumed.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
        assertThat(resumed.history()).hasSize(2);
        assertThat(resumed.bestEpoch()).isEqualTo(2);
        assertSame(resumed, train(SMALL, OPTIONS.withEpochs(2)));
    }

    @Test
    void another_architecture_is_refused() {
        assertRefused(
                new Recurrent(Cell.LSTM, 1, 8, 0, 1),
                training,
                "The connected network is LSTM, 2 layers of 8 units; the settings specify LSTM, 1 layer of 8 units.");
    }

    @Test
    void another_shape_is_refused() {
        assertRefused(
                SMALL,
                ToySequences.learnable(20, new SequenceShape(5, 4), 4, 1),
                "The connected network expects sequences of 6 time steps x 4 features, but the training "
                        + "sequences have 5 time steps x 4 features. Reshape them in the same way as "
                        + "its original training sequences.");
    }

    @Test
    void other_labels_are_refused() {
        assertRefused(
                SMALL,
                ToySequences.learnable(20, SHAPE, 3, 1),
                "The training labels [0, 1, 2] differ from the labels of the network to resume, [0, 1, 2, 3]. "
                        + "Both must be the same, in the same order.");
    }

    private void assertRefused(Recurrent encoder, LabelledSequences data, String message) {
        var network = train(SMALL, OPTIONS.withEpochs(1)).network();
        assertThatThrownBy(() ->
                        new Trainer().resume(network, encoder, OPTIONS, data, Optional.empty(), TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(message);
    }

    private TrainingResult train(Recurrent encoder, TrainingOptions options) {
        return new Trainer()
                .train(
                        new Architecture(encoder, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);
    }

    private TrainingResult resume(TrainedNetwork network, Recurrent encoder, TrainingOptions options) {
        return new Trainer()
                .resume(network, encoder, options, training, Optional.of(validation), TrainingListener.NONE);
    }

    private static TrainedNetwork writtenAndRead(TrainingResult result) throws IOException {
        var file = new ByteArrayOutputStream();
        ModelArchive.write(result.network(), file);
        return ModelArchive.read(new ByteArrayInputStream(file.toByteArray()), "m.net");
    }

    private static void assertSame(TrainingResult actual, TrainingResult expected) {
        assertThat(actual.network().parameters()).isEqualTo(expected.network().parameters());
        assertThat(actual.network().updaterState()).isEqualTo(expected.network().updaterState());
        assertThat(actual.network().steps()).isEqualTo(expected.network().steps());
        assertThat(actual.bestEpoch()).isEqualTo(expected.bestEpoch());
        assertThat(actual.history()).hasSameSizeAs(expected.history());
        for (int i = 0; i < expected.history().size(); i++) {
            var one = actual.history().get(i);
            var other = expected.history().get(i);
            assertThat(one.epoch()).isEqualTo(other.epoch());
            assertThat(one.loss()).isEqualTo(other.loss());
            assertThat(one.accuracy()).isEqualTo(other.accuracy());
            assertThat(one.validation()).isEqualTo(other.validation());
        }
    }
}
