package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class ShardedTrainerTest {
    private static final SequenceShape SHAPE = new SequenceShape(6, 4);
    private static final PreprocessingRule STANDARDIZED =
            new PreprocessingRule(Optional.of(FeatureScale.STANDARDIZE), Filling.NONE, false);
    private static final TrainingOptions SHORT = TrainingOptions.defaults()
            .withEpochs(3)
            .withBatchSize(16)
            .withUpdater(Updater.ADAM, 0.01)
            .withThreads(2);
    private static final Recurrent LSTM = new Recurrent(Cell.LSTM, 2, 12, 0.25, 1);

    private final LabelledSequences training = ToySequences.learnable(150, SHAPE, 4, 1);
    private final LabelledSequences validation = ToySequences.learnable(60, SHAPE, 4, 2);

    /** A training with all that it needs. */
    private record Lesson(
            Architecture architecture,
            TrainingOptions options,
            LabelledSequences training,
            LabelledSequences validation) {

        TrainingResult alone() {
            return new Trainer()
                    .train(
                            architecture,
                            STANDARDIZED,
                            options,
                            training,
                            Optional.of(validation),
                            TrainingListener.NONE);
        }

        TrainingResult sharded(HeldShards shards, int interval) {
            return new ShardedTrainer(shards, interval, Checkpoints.NONE)
                    .train(
                            architecture,
                            STANDARDIZED,
                            options,
                            training.domain(),
                            training.sequences().vocabulary(),
                            TrainingListener.NONE);
        }

        HeldShards shards(int[] sizes, int... validationSizes) {
            return new HeldShards(
                    HeldShards.parts(training, sizes), Optional.of(HeldShards.parts(validation, validationSizes)));
        }
    }

    private static Lesson lesson(Architecture architecture, TrainingOptions options) {
        return new Lesson(
                architecture,
                options,
                ToySequences.learnable(150, SHAPE, 4, 1),
                ToySequences.learnable(60, SHAPE, 4, 2));
    }

    static Stream<Lesson> lessons() {
        var classes = new Classes(4);
        var cnn = new Convolutional(1, List.of(new ConvolutionBlock(4, 3, 1, 1, true, 0.2)), 8, 0.1);
        var sets = ToySequences.learnableSets(120, SHAPE, 3, 1);
        var otherSets = ToySequences.learnableSets(50, SHAPE, 3, 2);
        var steps = ToySequences.learnableSteps(90, 12, 3, 1);
        var weighted = ToySequences.learnable(150, SHAPE, 4, 1);
        var weights = new float[150];
        for (int n = 0; n < weights.length; n++) {
            weights[n] = n % 3;
        }
        var noisy =
                new LabelledSequences(weighted.sequences(), weighted.truth(), weighted.domain(), Weights.of(weights));
        return Stream.of(
                lesson(new Architecture(LSTM, classes), SHORT),
                lesson(new Architecture(LSTM, classes, 2), SHORT.withAverageWeights(false)),
                lesson(
                        new Architecture(new Recurrent(Cell.GRU, 1, 8, 0, 0, true, Pooling.ATTENTION), classes),
                        SHORT.with(draft -> {
                            draft.schedule = new Schedule.OneCycle();
                            draft.gradientClipping = 1;
                            draft.l2 = 0.001;
                            draft.labelSmoothing = 0.1;
                            draft.weighting = Weighting.BALANCED;
                        })),
                lesson(new Architecture(LSTM, classes), SHORT.withEpochs(12).with(draft -> {
                    draft.earlyStopping = Optional.of(new EarlyStopping(EarlyStopping.Measure.VALIDATION_LOSS, 2, 0));
                    draft.schedule = new Schedule.ReduceOnPlateau(0, 0.5, 1);
                })),
                lesson(
                        new Architecture(LSTM, classes),
                        SHORT.withEpochs(12).with(draft -> draft.stopAtAccuracy = OptionalDouble.of(0.8))),
                lesson(
                        new Architecture(LSTM, classes),
                        SHORT.withEpochs(2).with(draft -> draft.findsLearningRate = true)),
                lesson(new Architecture(LSTM, classes), SHORT.withUpdater(Updater.SGD, 0.1)),
                lesson(new Architecture(LSTM, classes), SHORT.withUpdater(Updater.RMSPROP, 0.01)),
                lesson(new Architecture(cnn, classes), SHORT),
                lesson(new Architecture(new TemporalConvolutional(Design.FCN, 8, 3, 8, 1, 0), classes), SHORT),
                new Lesson(
                        new Architecture(LSTM, classes),
                        SHORT.with(draft -> draft.weighting = Weighting.GIVEN),
                        noisy,
                        ToySequences.learnable(60, SHAPE, 4, 2)),
                new Lesson(new Architecture(LSTM, IndependentLabels.of(3)), SHORT, sets, otherSets),
                new Lesson(new Architecture(cnn, new LabelPath(3, 6, 8, List.of())), SHORT, sets, otherSets),
                new Lesson(
                        new Architecture(
                                LSTM,
                                new Values(List.of(Standard.NONE, Standard.NONE), ValueLoss.SQUARED, Optional.empty())),
                        SHORT,
                        ToySequences.learnableValues(120, SHAPE, 1),
                        ToySequences.learnableValues(40, SHAPE, 2)),
                new Lesson(
                        new Architecture(new Recurrent(Cell.GRU, 1, 8, 0.2, 0), new StepClasses(3)),
                        SHORT,
                        steps,
                        ToySequences.learnableSteps(40, 12, 3, 2)));
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void one_shard_learns_what_a_trainer_learns_whatever_the_interval(Lesson lesson) {
        var alone = lesson.alone();

        for (int interval : new int[] {1, 4, 1000}) {
            try (var shards = lesson.shards(
                    new int[] {lesson.training().size()}, lesson.validation().size())) {
                var result = lesson.sharded(shards, interval);

                SmallTraining.assertSame(result, alone);
                assertThat(result.network().architecture())
                        .isEqualTo(alone.network().architecture());
                assertThat(result.network().input()).isEqualTo(alone.network().input());
                assertThat(result.network().steps()).isEqualTo(alone.network().steps());
                assertThat(result.bestEpoch()).isEqualTo(alone.bestEpoch());
                assertThat(result.stopReason()).isEqualTo(alone.stopReason());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void shards_that_are_lost_and_made_anew_learn_the_same(Lesson lesson) {
        int size = lesson.training().size();
        int[] sizes = {size / 2, size / 3, size - size / 2 - size / 3};
        int[] measured = {lesson.validation().size() - 7, 0, 7};
        TrainingResult kept;
        try (var shards = lesson.shards(sizes, measured)) {
            kept = lesson.sharded(shards, 2);
        }
        var forgetful =
                new HeldShards(
                        HeldShards.parts(lesson.training(), sizes),
                        Optional.of(HeldShards.parts(lesson.validation(), measured))) {
                    @Override
                    public <A extends Serializable> List<A> ask(ShardQuestion<A> question) {
                        if (questions % 3 == 1) {
                            super.ask(question); // whose answers were lost
                        }
                        lose(questions % count());
                        return super.ask(question);
                    }
                };
        try (forgetful) {
            SmallTraining.assertSame(lesson.sharded(forgetful, 2), kept);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void a_step_of_gradient_descent_over_unequal_shards_is_one_over_all_rows(int count) {
        var stream = new SeedStream(count, Purpose.ORDER);
        int[] sizes = new int[count];
        for (int left = training.size(), shard = 0; shard < count; shard++) {
            sizes[shard] = shard == count - 1 ? left : 1 + stream.nextInt(left - count + shard);
            left -= sizes[shard];
        }
        var options = SHORT.withUpdater(Updater.SGD, 0.5)
                .withEpochs(1)
                .withBatchSize(1000)
                .withAverageWeights(false);
        var lesson = new Lesson(
                new Architecture(new Recurrent(Cell.LSTM, 2, 12, 0, 1), new Classes(4)), options, training, validation);
        var alone = lesson.alone().network().parameters();

        try (var shards = lesson.shards(
                sizes, IntStream.range(0, count).map(n -> n == 0 ? 60 : 0).toArray())) {
            var sharded = lesson.sharded(shards, 5).network().parameters();
            for (int i = 0; i < alone.length; i++) {
                assertThat(sharded[i]).isCloseTo(alone[i], within(1e-6f));
            }
        }
    }

    @Test
    void a_network_learns_from_shards_of_one_label_each_and_from_one_without_rows() {
        var byLabel = IntStream.range(0, 4)
                .mapToObj(label -> training.select(IntStream.range(0, training.size())
                        .filter(n -> training.label(n) == label)
                        .toArray()))
                .toList();
        var parts = Stream.concat(byLabel.stream(), Stream.of(training.select(new int[0])))
                .toList();
        var none = validation.select(new int[0]);
        var lesson = new Lesson(
                new Architecture(new Recurrent(Cell.LSTM, 1, 12, 0, 1), new Classes(4)),
                SHORT.withEpochs(20),
                training,
                validation);

        try (var shards = new HeldShards(parts, Optional.of(List.of(none, none, validation, none, none)))) {
            var result = lesson.sharded(shards, 1);

            assertThat(result.history().get(19).validation().orElseThrow().accuracy())
                    .isGreaterThan(0.9);
            assertThat(result.network().provenance().trainingSequences()).isEqualTo(150);
        }
    }

    @ParameterizedTest
    @EnumSource(value = FeatureScale.class, names = "BYTES", mode = Mode.EXCLUDE)
    void preprocessing_is_learned_of_all_shards(FeatureScale scale) {
        var rule = new PreprocessingRule(Optional.of(scale), Filling.LINEAR, true);
        var packer = Sequences.packer(SHAPE, InputForm.SEQUENCES, "").keepingMissing();
        var stream = new SeedStream(1, Purpose.ORDER);
        for (int n = 0; n < 40; n++) {
            packer.add(Tensor.ofFloats(
                    Shape.of(6, 4),
                    i -> stream.nextInt(9) == 0 ? Float.NaN : (float) (1000 * i % 4 + stream.nextGaussian())));
        }
        var data = training.select(IntStream.range(0, 40).toArray());
        var missing = new LabelledSequences(packer.build(), data.truth(), data.domain());
        var alone = rule.learn(missing.sequences(), 4, () -> false);

        try (var shards = new HeldShards(HeldShards.parts(missing, 11, 0, 29), Optional.empty())) {
            var learned = new ShardedTrainer(shards, 2, Checkpoints.NONE)
                    .train(
                            new Architecture(LSTM, new Classes(4)),
                            rule,
                            SHORT.withEpochs(1),
                            missing.domain(),
                            Optional.empty(),
                            TrainingListener.NONE)
                    .network()
                    .input()
                    .preprocessing();

            assertThat(learned.means()).containsExactly(alone.means(), within(1e-9));
            // the standard deviation stands in for no column
            var tolerance = within(scale == FeatureScale.STANDARDIZE ? 1e-9 : 0);
            assertThat(learned.shifts()).containsExactly(alone.shifts(), tolerance);
            assertThat(learned.factors()).containsExactly(alone.factors(), tolerance);
            assertThat(learned.hasMask()).isTrue();
        }
    }

    @Test
    void an_epoch_visits_each_row_once_though_shards_differ_in_size() {
        var lesson = lesson(new Architecture(LSTM, new Classes(4)), SHORT.withEpochs(1));

        try (var shards = lesson.shards(new int[] {3, 100, 47}, 20, 20, 20)) {
            var network = lesson.sharded(shards, 3).network();

            // as many steps as the largest shard has mini-batches
            assertThat(network.steps()).isEqualTo(7);
        }
    }

    @Test
    void a_network_goes_on_where_another_training_of_one_shard_ended() {
        var lesson = lesson(new Architecture(LSTM, new Classes(4)), SHORT.withAverageWeights(false));
        var first = lesson.alone().network();
        var alone = new Trainer()
                .resume(first, LSTM, lesson.options(), training, Optional.of(validation), TrainingListener.NONE);

        try (var shards = lesson.shards(new int[] {150}, 60)) {
            var resumed = new ShardedTrainer(shards, 4, Checkpoints.NONE)
                    .resume(first, LSTM, lesson.options(), training.domain(), TrainingListener.NONE);

            SmallTraining.assertSame(resumed, alone);
        }
    }

    @Test
    void symbols_are_learned_by_the_vocabulary_of_all() {
        var data = SymbolTrainingTest.nucleotides("ACGT", 80, 1);
        var known = data.sequences().vocabulary().orElseThrow();
        var architecture = new Architecture(
                Optional.of(Embedding.fitting(known.size())),
                new Recurrent(Cell.LSTM, 1, 8, 0, 1),
                Classes.of(data.domain()),
                1);
        var lesson = new Lesson(architecture, SHORT, data, data);

        try (var one = lesson.shards(new int[] {80}, 80);
                var two = lesson.shards(new int[] {31, 49}, 40, 40)) {
            SmallTraining.assertSame(lesson.sharded(one, 2), lesson.alone());
            assertThat(lesson.sharded(two, 2).network().input().vocabulary()).contains(known);
        }
    }

    @Test
    void early_stopping_without_validation_data_is_refused_in_the_words_of_a_cluster() {
        var stopping = SHORT.with(draft ->
                draft.earlyStopping = Optional.of(new EarlyStopping(EarlyStopping.Measure.VALIDATION_LOSS, 2, 0)));
        var lesson = lesson(new Architecture(LSTM, new Classes(4)), stopping);

        try (var shards = new HeldShards(HeldShards.parts(training, 80, 70), Optional.empty())) {
            assertThatThrownBy(() -> lesson.sharded(shards, 3))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("Early stopping requires validation data. Specify validation data or a share to hold "
                            + "out, or disable early stopping.");
        }
    }

    @Test
    void what_no_network_can_learn_is_refused_in_the_words_of_a_trainer() {
        var oneLabel = training.select(IntStream.range(0, training.size())
                .filter(n -> training.label(n) == 2)
                .toArray());
        var lesson = new Lesson(new Architecture(LSTM, new Classes(4)), SHORT, oneLabel, validation);

        try (var shards = lesson.shards(new int[] {10, oneLabel.size() - 10}, 30, 30)) {
            assertThatThrownBy(() -> lesson.sharded(shards, 2))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage(
                            "All 37 training sequences have the label '2'. Training requires at least two classes.");
        }
        try (var empty = lesson.shards(new int[] {0, 0}, 30, 30)) {
            assertThatThrownBy(() -> lesson.sharded(empty, 2))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessageStartingWith("There are no training sequences.");
        }
    }
}
