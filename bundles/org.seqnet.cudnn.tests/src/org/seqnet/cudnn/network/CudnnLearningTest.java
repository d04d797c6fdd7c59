package org.seqnet.cudnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.cudnn.network.Lesson.Result;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Jitter;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.sequence.Weights;

/**
 * Whole trainings on the stand-in, beside those of the processor. An epoch has mini-batches of 8, 8 and 4 sequences.
 */
class CudnnLearningTest extends OnStandIn {
    private void assertLearnsAlike(Lesson lesson) {
        for (int steps : new int[] {1, 2, 20}) {
            assertAlike(lesson.on(card, steps), lesson.onProcessor(steps));
        }
    }

    static void assertAlike(Result card, Result processor) {
        assertNear("parameters", card.parameters(), processor.parameters());
        assertNear("average", card.average(), processor.average());
        assertNear("state", card.state(), processor.state());
        assertThat(card.steps()).isEqualTo(processor.steps());
    }

    private static void assertNear(String what, float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("%s %d", what, i)
                    .isCloseTo(expected[i], within(1e-4f * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @ParameterizedTest
    @EnumSource(Updater.class)
    void every_updater_moves_parameters_as_on_the_processor(Updater updater) {
        assertLearnsAlike(Lessons.lstmOfFloats().with(options -> options.withUpdater(updater, 0.01)));
    }

    @ParameterizedTest
    @EnumSource(Updater.class)
    void every_updater_does_so_with_clipping_penalty_averages_and_weights(Updater updater) {
        var lesson = Lessons.lstmOfFloats().with(options -> options.withUpdater(updater, 0.01)
                .withGradientClipping(0.05)
                .withL2(0.01)
                .withAverageWeights(true));
        assertLearnsAlike(with(lesson, new Targets(lesson.targets().labels(), Lessons.weights(), 0.1)));
    }

    private static Lesson with(Lesson lesson, Targets targets) {
        return new Lesson(lesson.architecture(), lesson.options(), lesson.sequences(), targets);
    }

    @ParameterizedTest
    @MethodSource("org.seqnet.cudnn.network.Lessons#ofAllKinds")
    void every_kind_of_network_learns_as_on_the_processor(Lesson lesson) {
        // Adam would make much of gradients that are 0 but for rounding.
        var gentle = lesson.with(options -> options.withUpdater(Updater.NESTEROV, 0.01)
                .withGradientClipping(0.5)
                .withL2(0.01));
        assertLearnsAlike(gentle);
        assertLearnsAlike(gentle.withFixedEncoder());
    }

    @Test
    void balanced_classes_count_the_same() {
        var lesson = Lessons.lstmOfFloats();
        var labels = lesson.targets().labels();
        assertLearnsAlike(with(lesson, new Targets(labels, Weights.balanced(labels), 0)));
    }

    @Test
    void labels_are_learned_each_by_itself() {
        var lesson = Lessons.labels(Lessons.lstm(), Lessons.floats(n -> 4));
        assertLearnsAlike(lesson);
        assertLearnsAlike(with(lesson, new Targets(lesson.targets().labels(), Lessons.weights(), 0.2)));
    }

    @Test
    void sequences_may_differ_in_length() {
        assertLearnsAlike(Lessons.classes(Lessons.lstm(), Lessons.floats(n -> 1 + n % 6)));
    }

    @Test
    void statistics_of_images_just_move() {
        for (double dropout : new double[] {0, 0.3}) {
            for (boolean areBytes : new boolean[] {true, false}) {
                var lesson = Lessons.classes(Lessons.cnn(dropout), Lessons.images(areBytes))
                        .with(options -> options.withUpdater(Updater.NESTEROV, 1e-3)
                                .withGradientClipping(0.5)
                                .withL2(0.01)
                                .withAverageWeights(true));
                assertLearnsAlike(lesson);
                assertLearnsAlike(lesson.with(CudnnLearningTest::augmented));
                assertLearnsAlike(lesson.withFixedEncoder());
            }
        }
    }

    @Test
    void what_is_dropped_is_what_the_processor_drops() {
        var dropping = new Recurrent(Cell.LSTM, 2, 5, 0.4, 1);
        assertLearnsAlike(Lessons.classes(dropping, Lessons.floats(n -> 4)));
        assertLearnsAlike(Lessons.classes(dropping, Lessons.floats(n -> 1 + n % 6)));
    }

    @Test
    void each_member_of_an_ensemble_learns_by_itself() {
        var single = Lessons.classes(new Recurrent(Cell.LSTM, 1, 5, 0.4, 1), Lessons.floats(n -> 4))
                .with(options -> options.withGradientClipping(0.05).withAverageWeights(true));
        var ensemble = new Architecture(
                single.architecture().encoder(), single.architecture().head(), 3);
        var lesson = new Lesson(ensemble, single.options(), single.sequences(), single.targets());
        assertLearnsAlike(lesson);
        var card = lesson.on(this.card, 3).figures();
        assertThat(card.lossSum()).isPositive();
    }

    @Test
    void an_encoder_that_does_not_learn_stays_to_the_bit() {
        var lesson = Lessons.classes(new Recurrent(Cell.LSTM, 1, 5, 0.4, 1), Lessons.floats(n -> 4))
                .with(options -> options.withL2(0.01))
                .withFixedEncoder();
        assertLearnsAlike(lesson);
        var learned = lesson.on(card, 5).parameters();
        int head = 3 * (5 + 1);
        for (int i = 0; i < learned.length - head; i++) {
            assertThat(learned[i]).isEqualTo(lesson.start().parameters()[i]);
        }
        assertThat(learned[learned.length - 1]).isNotEqualTo(lesson.start().parameters()[learned.length - 1]);
    }

    @Test
    void sequences_that_are_changed_at_random_come_from_the_processor() {
        assertLearnsAlike(Lessons.lstmOfFloats().with(CudnnLearningTest::augmented));
        assertLearnsAlike(
                Lessons.classes(Lessons.lstm(), Lessons.floats(n -> 1 + n % 6)).with(CudnnLearningTest::augmented));
    }

    private static TrainingOptions augmented(TrainingOptions options) {
        return options.withAugmentation(Augmentation.of(new Jitter(0.3)));
    }

    @Test
    void figures_are_those_of_all_mini_batches_since_they_were_asked_for() {
        var lesson = Lessons.lstmOfFloats();
        var batches = lesson.batches();
        try (var learning = new CudnnLearning(card, lesson.plan(batches))) {
            assertThat(learning.device()).isEqualTo("GPU, Stand-in");
            assertThat(learning.batches()).isEqualTo(3);
            learning.beginEpoch(1, lesson.order(1));
            learning.step(0.01);
            var first = learning.figures();
            learning.step(0.01);
            learning.step(0.01);
            var others = learning.figures();
            assertThat(first.sequences()).isEqualTo(8);
            assertThat(first.weights()).isEqualTo(8);
            assertThat(first.failed()).isEmpty();
            assertThat(first.lossSum())
                    .isCloseTo(lesson.onProcessor(1).figures().lossSum(), within(1e-4));
            assertThat(others.sequences()).isEqualTo(12);
            assertThat(others.correct()).isBetween(0.0, 12.0);
            assertThat(learning.figures().sequences()).isZero();
        } finally {
            Lesson.close(batches);
        }
    }

    @Test
    void the_first_mini_batch_is_told_whose_loss_is_no_number() {
        var lesson = Lessons.lstmOfFloats().with(options -> options.withUpdater(Updater.SGD, 1));
        var batches = lesson.batches();
        try (var learning = new CudnnLearning(card, lesson.plan(batches))) {
            learning.beginEpoch(1, lesson.order(1));
            for (int n = 0; n < 3; n++) {
                learning.step(n == 0 ? 1 : Double.NaN);
            }
            var figures = learning.figures();
            assertThat(figures.failed()).hasValue(3);
            assertThat(figures.lossSum()).isNaN();
        } finally {
            Lesson.close(batches);
        }
    }
}
