package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Crop;
import org.seqnet.engine.augmentation.Jitter;
import org.seqnet.engine.augmentation.TimeWarp;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.StepClasses;
import org.seqnet.engine.network.ToySequences;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.StepLabels;
import org.seqnet.engine.sequence.Weights;

/** What holds for other networks holds for those that predict a label per time step. */
class StepTrainingTest {
    private static final int CLASSES = 3;
    private static final Recurrent ENCODER = new Recurrent(Cell.GRU, 1, 8, 0, 0, true, Pooling.LAST_STEP);
    private static final Architecture NETWORK = new Architecture(ENCODER, new StepClasses(CLASSES));
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults()
            .withEpochs(4)
            .withBatchSize(16)
            .withUpdater(Updater.ADAM, 0.02)
            .withThreads(2);

    private final LabelledSequences training = ToySequences.learnableSteps(120, 20, CLASSES, 1);
    private final LabelledSequences validation = ToySequences.learnableSteps(40, 30, CLASSES, 2);

    private TrainingResult train(TrainingOptions options) {
        return train(options, training, validation);
    }

    private static TrainingResult train(
            TrainingOptions options, LabelledSequences training, LabelledSequences validation) {
        return new Trainer()
                .train(
                        NETWORK,
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.of(validation),
                        TrainingListener.NONE);
    }

    @Test
    void a_network_learns_the_label_of_each_step_and_its_accuracy_is_the_share_of_right_known_steps() {
        var result = train(OPTIONS.withEpochs(10));

        var last = result.history().get(9);
        var measured = last.validation().orElseThrow();
        assertThat(measured.accuracy()).isGreaterThan(0.9);
        assertThat(last.accuracy()).isGreaterThan(0.9).isLessThanOrEqualTo(1);
        try (var classifier = Classifier.of(result.network(), 7, 1)) {
            var probabilities = classifier.probabilities(validation.sequences(), 0, 40, () -> false);
            var labels = validation.stepLabels();
            int known = 0;
            int right = 0;
            double loss = 0;
            int at = 0;
            for (int n = 0; n < 40; n++) {
                double own = 0;
                for (int t = 0; t < labels.timeSteps(n); t++, at += CLASSES) {
                    int label = labels.get(n, t);
                    if (label != StepLabels.UNKNOWN) {
                        known++;
                        float highest =
                                Math.max(probabilities[at], Math.max(probabilities[at + 1], probabilities[at + 2]));
                        right += probabilities[at + label] == highest ? 1 : 0;
                        own -= Math.log(probabilities[at + label]);
                    }
                }
                loss += own / labels.known(n) / 40;
            }
            assertThat(probabilities).hasSize(at);
            assertThat(measured.accuracy()).isEqualTo((double) right / known);
            assertThat(measured.loss()).isCloseTo(loss, within(1e-5));

            // from the middle on, whatever comes before
            var some = classifier.probabilities(validation.sequences(), 38, 2, () -> false);
            for (int i = 1; i <= some.length; i++) {
                assertThat(some[some.length - i]).isCloseTo(probabilities[at - i], within(1e-5f));
            }
        }
    }

    @Test
    void the_number_of_threads_changes_nothing_and_networks_are_saved_to_the_bit() throws IOException {
        var one = train(OPTIONS.withThreads(1)).network();
        var three = train(OPTIONS.withThreads(3)).network();

        assertThat(three.parameters()).isEqualTo(one.parameters());
        var bytes = new ByteArrayOutputStream();
        ModelArchive.write(one, bytes);
        var copy = ModelArchive.read(new ByteArrayInputStream(bytes.toByteArray()), "a.net");
        assertThat(copy).isEqualTo(one);
        assertThat(copy.architecture().title())
                .isEqualTo("bidirectional GRU, 1 layer of 8 units per direction, a label per time step");
    }

    @Test
    void training_stops_early_by_the_accuracy_of_steps_and_keeps_the_best_epoch() {
        var contradicting = new ArrayList<int[]>();
        var labels = validation.stepLabels();
        for (int n = 0; n < labels.size(); n++) {
            var own = new int[labels.timeSteps(n)];
            for (int t = 0; t < own.length; t++) {
                own[t] = labels.get(n, t) < 0 ? -1 : (labels.get(n, t) + 1) % CLASSES;
            }
            contradicting.add(own);
        }
        var against = new LabelledSequences(validation.sequences(), StepLabels.of(contradicting), validation.domain());
        var result = train(
                OPTIONS.withEpochs(30).withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 3, 0)),
                training,
                against);

        assertThat(result.history()).hasSize(result.bestEpoch() + 3);
        assertThat(result.network().provenance().bestEpoch()).isEqualTo(result.bestEpoch());
    }

    @Test
    void sequences_of_weight_0_teach_nothing() {
        var weights = new float[240];
        var numbers = new int[240];
        for (int n = 0; n < 240; n++) {
            weights[n] = n < 120 ? 1 : 0;
            numbers[n] = n % 120;
        }
        var base = training.select(numbers);
        var wrong = new ArrayList<int[]>();
        for (int n = 0; n < 240; n++) {
            var own = new int[base.stepLabels().timeSteps(n)];
            for (int t = 0; t < own.length; t++) {
                int label = base.stepLabels().get(n, t);
                own[t] = n < 120 || label < 0 ? label : (label + 1) % CLASSES;
            }
            wrong.add(own);
        }
        var weighted =
                new LabelledSequences(base.sequences(), StepLabels.of(wrong), base.domain(), Weights.of(weights));
        var result =
                train(OPTIONS.withEpochs(10).with(draft -> draft.weighting = Weighting.GIVEN), weighted, validation);

        assertThat(result.history().get(9).validation().orElseThrow().accuracy())
                .isGreaterThan(0.9);
    }

    @Test
    void a_share_is_held_out_with_labels_of_each_class_on_either_side() {
        var held = new ValidationShare(0.25, 1).of(training, Optional.empty()).orElseThrow();

        assertThat(held.training().size() + held.validation().size()).isEqualTo(120);
        assertThat(held.validation().size()).isBetween(20, 40);
        for (var part : List.of(held.training(), held.validation())) {
            var strata = part.truth().strata();
            for (int k = 0; k < CLASSES; k++) {
                int label = k;
                assertThat(IntStream.range(0, part.size()).anyMatch(n -> strata.has(n, label)))
                        .isTrue();
            }
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        (UnaryOperator<TrainingOptions>)
                                options -> options.with(draft -> draft.weighting = Weighting.BALANCED),
                        "Balanced class weights require exactly one label per sequence. Use a weight for each sequence "
                                + "instead."),
                Arguments.of(
                        (UnaryOperator<TrainingOptions>) options ->
                                options.withAugmentation(Augmentation.of(new Jitter(0.1), new TimeWarp(0.2))),
                        "Time warping moves values to other time steps, away from their labels. Disable it."),
                Arguments.of(
                        (UnaryOperator<TrainingOptions>)
                                options -> options.withAugmentation(Augmentation.of(new Crop(0.9))),
                        "Crop moves values to other time steps, away from their labels. Disable it."));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void options_that_do_not_fit_labels_of_steps_are_refused(UnaryOperator<TrainingOptions> change, String message) {
        assertThatThrownBy(() -> train(change.apply(OPTIONS)))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(message);
    }

    @Test
    void jitter_and_smoothing_are_for_steps_too() {
        var options = OPTIONS.withEpochs(10)
                .with(draft -> draft.labelSmoothing = 0.1)
                .withAugmentation(Augmentation.of(new Jitter(0.05)));

        assertThat(train(options).history().get(9).validation().orElseThrow().accuracy())
                .isGreaterThan(0.9);
    }

    @Test
    void sequences_without_a_known_step_and_labels_of_another_kind_are_refused() {
        var none = new LabelledSequences(
                training.sequences().select(new int[] {0, 1}),
                StepLabels.of(List.of(
                        new int[] {0, 1, 2, 0, 1, 2},
                        unknown(training.sequences().timeSteps(1)))),
                training.domain());
        assertThat(none.sequences().timeSteps(0)).isEqualTo(6);
        assertThatThrownBy(() -> train(OPTIONS, none, validation))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("No time step of training sequence 2 has a label. Label at least one, or remove the "
                        + "sequence.");
        var only = none.select(new int[] {1});
        assertThatThrownBy(() -> train(OPTIONS, training, only))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("No time step of the validation sequences has a label.");
        var classes = new LabelledSequences(validation.sequences(), new int[40], validation.domain());
        assertThatThrownBy(() -> train(OPTIONS, training, classes))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The validation sequences require a label per time step.");
        assertThatThrownBy(() -> train(OPTIONS, classes, validation))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A label per time step requires training sequences with a label per time step.");
    }

    private static int[] unknown(int steps) {
        var labels = new int[steps];
        Arrays.fill(labels, StepLabels.UNKNOWN);
        return labels;
    }
}
