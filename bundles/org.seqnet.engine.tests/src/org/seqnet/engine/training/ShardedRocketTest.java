package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class ShardedRocketTest {
    private static final SequenceShape SHAPE = new SequenceShape(20, 2);
    private static final PreprocessingRule RULE =
            new PreprocessingRule(Optional.of(FeatureScale.ROBUST), Filling.NONE, false);
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults().withThreads(2);
    private static final int FEATURES = 84 * 4;
    private static final Values VALUES =
            new Values(List.of(Standard.NONE, Standard.NONE), ValueLoss.SQUARED, Optional.empty());

    /** Returns sequences of noise and a wave, whose period is the class. */
    private static LabelledSequences classes(int size, long seed) {
        var noise = ToySequences.learnable(size, SHAPE, 3, seed).sequences();
        var packer = Sequences.packer(SHAPE, InputForm.SEQUENCES, "");
        var classes = new int[size];
        var values = new float[SHAPE.timeSteps() * SHAPE.features()];
        for (int n = 0; n < size; n++) {
            classes[n] = n % 3;
            noise.copyTo(n, values, 0);
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] / 2 + (float) Math.sin((n + i / 2) * (0.4 + 0.5 * classes[n]));
            }
            packer.add(Tensor.ofFloats(Shape.of(SHAPE.timeSteps(), SHAPE.features()), values.clone()));
        }
        return new LabelledSequences(packer.build(), classes, LabelDomain.of("slow", "medium", "fast"));
    }

    private static LabelledSequences values(int size, long seed) {
        return ToySequences.learnableValues(size, SHAPE, seed);
    }

    private static TrainingResult alone(
            Head head, LinearClassifier classifier, LabelledSequences training, LabelledSequences validation) {
        return new Trainer()
                .train(
                        architecture(head, classifier),
                        RULE,
                        OPTIONS,
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);
    }

    private static TrainingResult sharded(
            Head head, LinearClassifier classifier, LabelledSequences training, HeldShards shards) {
        return new ShardedTrainer(shards, 1, Checkpoints.NONE)
                .train(
                        architecture(head, classifier),
                        RULE,
                        OPTIONS,
                        training.domain(),
                        Optional.empty(),
                        TrainingListener.NONE);
    }

    private static Architecture architecture(Head head, LinearClassifier classifier) {
        return new Architecture(Rocket.ofMost(FEATURES, OPTIONS.seed(), classifier), head);
    }

    private static HeldShards shards(LabelledSequences training, LabelledSequences validation, int... sizes) {
        var validationSizes = new int[sizes.length];
        validationSizes[sizes.length - 1] = validation.size();
        return new HeldShards(
                HeldShards.parts(training, sizes), Optional.of(HeldShards.parts(validation, validationSizes)));
    }

    private static void assertSame(TrainingResult found, TrainingResult expected) {
        assertThat(found.network().parameters()).isEqualTo(expected.network().parameters());
        assertThat(found.network().architecture()).isEqualTo(expected.network().architecture());
        assertThat(found.network().input()).isEqualTo(expected.network().input());
        assertThat(found.network().provenance().options())
                .isEqualTo(expected.network().provenance().options());
        assertThat(found.history().get(0).training())
                .isEqualTo(expected.history().get(0).training());
        assertThat(found.history().get(0).validation())
                .isEqualTo(expected.history().get(0).validation());
    }

    @ParameterizedTest
    @EnumSource(names = {"RIDGE", "LOGISTIC", "AUTOMATIC"})
    void one_shard_gives_what_one_machine_gives_to_the_bit(LinearClassifier classifier) {
        var training = classes(90, 1);
        var validation = classes(40, 2);
        try (var shards = shards(training, validation, 90)) {
            assertSame(
                    sharded(Classes.of(training.domain()), classifier, training, shards),
                    alone(Classes.of(training.domain()), classifier, training, validation));
        }
    }

    @Test
    void one_shard_gives_the_regression_of_one_machine_to_the_bit() {
        var training = values(90, 1);
        var validation = values(40, 2);
        try (var shards = shards(training, validation, 90)) {
            assertSame(
                    sharded(VALUES, LinearClassifier.AUTOMATIC, training, shards),
                    alone(VALUES, LinearClassifier.AUTOMATIC, training, validation));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RIDGE", "LOGISTIC"})
    void several_shards_give_what_one_machine_gives_but_for_rounding(LinearClassifier classifier) {
        var training = classes(400, 1);
        var validation = classes(200, 2);
        var expected = alone(Classes.of(training.domain()), classifier, training, validation);
        try (var shards = shards(training, validation, 150, 0, 3, 147, 100)) {
            var found = sharded(Classes.of(training.domain()), classifier, training, shards);

            var parameters = found.network().parameters();
            var others = expected.network().parameters();
            assertThat(Arrays.copyOf(parameters, FEATURES)).isEqualTo(Arrays.copyOf(others, FEATURES));
            for (int i = FEATURES; i < 3 * FEATURES; i++) {
                assertThat(parameters[i]).isCloseTo(others[i], within(1e-6f));
            }
            assertThat(found.history().get(0).accuracy())
                    .isCloseTo(expected.history().get(0).accuracy(), within(0.02));
            assertThat(found.history().get(0).measuredAccuracy())
                    .isGreaterThan(0.6)
                    .isCloseTo(expected.history().get(0).measuredAccuracy(), within(0.02));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RIDGE", "LOGISTIC"})
    void a_shard_that_is_lost_at_any_time_does_not_matter(LinearClassifier classifier) {
        var training = classes(120, 1);
        var parts = HeldShards.parts(training, 50, 40, 30);
        try (var shards = new HeldShards(parts, Optional.empty());
                var losing = new HeldShards(parts, Optional.empty()) {
                    @Override
                    public <A extends Serializable> List<A> ask(ShardQuestion<A> question) {
                        lose(questions % count());
                        return super.ask(question);
                    }
                }) {
            assertSame(
                    sharded(Classes.of(training.domain()), classifier, training, losing),
                    sharded(Classes.of(training.domain()), classifier, training, shards));
        }
    }

    @Test
    void it_tells_of_the_cluster() {
        var training = classes(60, 1);
        try (var shards = new HeldShards(HeldShards.parts(training, 30, 30), Optional.empty())) {
            var run = sharded(Classes.of(training.domain()), LinearClassifier.RIDGE, training, shards)
                    .network()
                    .provenance()
                    .cluster()
                    .orElseThrow();

            assertThat(run.shards()).isEqualTo(2);
            assertThat(run.rounds()).isZero();
        }
    }

    @Test
    void values_that_are_too_large_are_told_by_the_number_of_their_sequence() {
        var packer = Sequences.packer(new SequenceShape(9, 1), InputForm.SEQUENCES, "");
        var labels = new int[20];
        for (int n = 0; n < labels.length; n++) {
            float value = n == 14 ? 1e37f : n;
            labels[n] = n % 2;
            packer.add(Tensor.ofFloats(Shape.of(9, 1), i -> value));
        }
        var training = new LabelledSequences(packer.build(), labels, LabelDomain.of("a", "b"));
        try (var shards = new HeldShards(HeldShards.parts(training, 12, 8), Optional.empty())) {
            assertThatThrownBy(() -> new ShardedTrainer(shards, 1, Checkpoints.NONE)
                            .train(
                                    architecture(Classes.of(training.domain()), LinearClassifier.RIDGE),
                                    PreprocessingRule.NONE,
                                    OPTIONS,
                                    training.domain(),
                                    Optional.empty(),
                                    TrainingListener.NONE))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("Training sequence 15 has values that are too large. Remove or replace them if they "
                            + "represent missing data; otherwise scale the input to [0, 1].");
        }
    }

    @Test
    void more_features_than_one_process_can_gather_are_refused_with_what_to_do() {
        var classifier = new Architecture(new Rocket(9996, 9, 1, LinearClassifier.RIDGE), new Classes(3));
        var regression = new Architecture(new Rocket(9996, 9, 1, LinearClassifier.RIDGE), VALUES);

        ShardedRocketFitting.requireRoom(classifier, 26_000);
        assertThatThrownBy(() -> ShardedRocketFitting.requireRoom(classifier, 100_000))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("MiniRocket gathers the features of all training sequences in one process for the ridge "
                        + "classifier, at most 1,024 MB. 100,000 sequences with 9,996 features have 3,813 MB: select "
                        + "logistic regression, or use at most 2,604 features.");
        assertThatThrownBy(() -> ShardedRocketFitting.requireRoom(regression, 10_000_000))
                .hasMessage("MiniRocket gathers the features of all training sequences in one process for the ridge "
                        + "regression, at most 1,024 MB. 10,000,000 sequences with 9,996 features have 381,317 MB: use "
                        + "another network.");
    }
}
