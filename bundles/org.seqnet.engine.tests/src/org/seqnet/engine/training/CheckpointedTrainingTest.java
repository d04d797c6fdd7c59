package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.model.CheckpointArchive;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.Checkpoint;
import org.seqnet.engine.trained.EpochRecord;

/** A training that was ended from outside goes on as if it never had been. */
class CheckpointedTrainingTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 4);
    private static final Recurrent LSTM = new Recurrent(Cell.LSTM, 2, 12, 0.25, 1);
    private static final TrainingOptions SHORT = TrainingOptions.defaults()
            .withEpochs(4)
            .withBatchSize(16)
            .withUpdater(Updater.ADAM, 0.01)
            .withThreads(2);

    private final LabelledSequences training = ToySequences.learnable(150, SHAPE, 4, 1);
    private final LabelledSequences validation = ToySequences.learnable(60, SHAPE, 4, 2);

    /** Keeps all checkpoints as files have them. */
    private static final class Kept implements Checkpoints {
        private final List<byte[]> all = new ArrayList<>();
        private Optional<byte[]> from = Optional.empty();

        @Override
        public int rounds() {
            return 2;
        }

        @Override
        public Optional<Checkpoint> latest() {
            return from.map(bytes -> {
                try {
                    return CheckpointArchive.read(new ByteArrayInputStream(bytes), "test");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        @Override
        public void save(Checkpoint checkpoint) {
            var out = new ByteArrayOutputStream();
            try {
                CheckpointArchive.write(checkpoint, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            all.add(out.toByteArray());
        }
    }

    private HeldShards shards() {
        return new HeldShards(HeldShards.parts(training, 90, 60), Optional.of(HeldShards.parts(validation, 20, 40)));
    }

    private TrainingResult train(TrainingOptions options, Checkpoints checkpoints, HeldShards shards) {
        return new ShardedTrainer(shards, 2, checkpoints)
                .train(
                        new Architecture(LSTM, new Classes(4)),
                        PreprocessingRule.NONE,
                        options,
                        training.domain(),
                        Optional.empty(),
                        TrainingListener.NONE);
    }

    static Stream<TrainingOptions> options() {
        return Stream.of(
                SHORT,
                SHORT.withAverageWeights(false),
                SHORT.withUpdater(Updater.SGD, 0.1),
                SHORT.with(draft -> draft.schedule = new Schedule.OneCycle()),
                SHORT.withEpochs(8).with(draft -> {
                    draft.learningRate = 0.05;
                    draft.earlyStopping = Optional.of(new EarlyStopping(EarlyStopping.Measure.VALIDATION_LOSS, 2, 0));
                    draft.schedule = new Schedule.ReduceOnPlateau(0, 0.5, 1);
                }),
                SHORT.withEpochs(2).with(draft -> draft.findsLearningRate = true),
                SHORT.with(draft -> draft.stopAtAccuracy = OptionalDouble.of(0.9)));
    }

    @ParameterizedTest
    @MethodSource("options")
    void from_every_checkpoint_a_training_goes_on_to_the_same_bits(TrainingOptions options) {
        var kept = new Kept();
        TrainingResult whole;
        try (var shards = shards()) {
            whole = train(options, kept, shards);
        }

        assertThat(kept.all).isNotEmpty();
        for (var bytes : kept.all) {
            var again = new Kept();
            again.from = Optional.of(bytes);
            try (var shards = shards()) {
                var result = train(options, again, shards);

                SmallTraining.assertSame(result, whole);
                assertThat(result.history())
                        .extracting(EpochRecord::learningRate)
                        .isEqualTo(whole.history().stream()
                                .map(EpochRecord::learningRate)
                                .toList());
                assertThat(result.bestEpoch()).isEqualTo(whole.bestEpoch());
                assertThat(result.stopReason()).isEqualTo(whole.stopReason());
                assertThat(result.network().steps()).isEqualTo(whole.network().steps());
                assertThat(result.network().provenance().options())
                        .isEqualTo(whole.network().provenance().options());
                assertThat(result.network().provenance().cluster())
                        .isEqualTo(whole.network().provenance().cluster());
                assertThat(result.network().architecture())
                        .isEqualTo(whole.network().architecture());
            }
        }
    }

    @Test
    void a_training_that_fails_in_a_round_goes_on_after_the_last_checkpoint() {
        var kept = new Kept();
        TrainingResult whole;
        try (var shards = shards()) {
            whole = train(SHORT, new Kept(), shards);
        }
        var failing =
                new HeldShards(HeldShards.parts(training, 90, 60), Optional.of(HeldShards.parts(validation, 20, 40))) {
                    @Override
                    public <A extends Serializable> List<A> ask(ShardQuestion<A> question) {
                        if (questions == 13) {
                            throw new SeqNetException("The power failed.");
                        }
                        return super.ask(question);
                    }
                };
        try (failing) {
            assertThatThrownBy(() -> train(SHORT, kept, failing)).hasMessage("The power failed.");
        }

        kept.from = Optional.of(kept.all.get(kept.all.size() - 1));
        try (var shards = shards()) {
            SmallTraining.assertSame(train(SHORT, kept, shards), whole);
        }
    }

    @Test
    void a_training_with_other_data_or_settings_does_not_go_on() {
        var kept = new Kept();
        try (var shards = shards()) {
            train(SHORT, kept, shards);
        }
        kept.from = Optional.of(kept.all.get(0));

        for (var other : List.of(SHORT.withEpochs(5), SHORT.withSeed(43), SHORT.withBatchSize(15))) {
            try (var shards = shards()) {
                assertThatThrownBy(() -> train(other, kept, shards))
                        .isInstanceOf(SeqNetException.class)
                        .hasMessage("The checkpoint is of a training with other data or settings. Use the same, or "
                                + "begin without the checkpoint.");
            }
        }
        try (var shards = new HeldShards(
                HeldShards.parts(training, 90, 30, 30), Optional.of(HeldShards.parts(validation, 20, 20, 20)))) {
            assertThatThrownBy(() -> train(SHORT, kept, shards))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("The checkpoint is of a training with 2 shards and an interval of 2, not 3 and 2. Use "
                            + "the same, or begin without the checkpoint.");
        }
        try (var shards =
                new HeldShards(HeldShards.parts(training, 90, 59), Optional.of(HeldShards.parts(validation, 20, 40)))) {
            assertThatThrownBy(() -> train(SHORT, kept, shards)).hasMessageContaining("other data or settings");
        }
    }
}
