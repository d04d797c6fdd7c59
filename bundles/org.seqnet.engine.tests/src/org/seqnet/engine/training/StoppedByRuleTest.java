package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.StopReason;

class StoppedByRuleTest extends SmallTraining {
    @Test
    void early_stopping_gives_the_best_epoch_s_network() {
        var contradicting = contradicting();
        var options = SHORT.withEpochs(30).withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 3, 0));
        var result = train(SMALL, options, contradicting);

        var losses = result.history().stream()
                .map(epoch -> epoch.validation().orElseThrow().loss())
                .toList();
        int lowest = losses.indexOf(losses.stream().min(Double::compare).orElseThrow());
        assertThat(result.stopReason()).isEqualTo(StopReason.STOPPED_EARLY);
        assertThat(result.history()).hasSize(lowest + 1 + 3);
        assertThat(result.bestEpoch()).isEqualTo(lowest + 1);
        assertThat(result.network().steps()).isEqualTo((lowest + 1) * 10L);
        try (var classifier = Classifier.of(result.network())) {
            assertThat(evaluation(classifier, contradicting))
                    .isEqualTo(result.history().get(lowest).validation().orElseThrow());
        }
    }

    @Test
    void training_stops_at_the_first_epoch_that_reaches_the_accuracy() {
        var options = SHORT.withEpochs(30);
        var whole = train(SMALL, options, validation);
        double target = whole.history().get(4).measuredAccuracy();
        var result = train(SMALL, options.withStopAtAccuracy(target), validation);

        int last = result.history().size();
        assertThat(result.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
        assertThat(last).isLessThanOrEqualTo(5);
        assertThat(result.history().subList(0, last - 1))
                .allMatch(epoch -> epoch.validation().orElseThrow().accuracy() < target);
        assertThat(result.history().get(last - 1).validation().orElseThrow().accuracy())
                .isGreaterThanOrEqualTo(target);
        assertThat(result.bestEpoch()).isEqualTo(last);
        assertSame(result, train(SMALL, options.withEpochs(last), validation));
    }

    @Test
    void without_validation_data_the_training_accuracy_counts() {
        var options = SHORT.withEpochs(30).withStopAtAccuracy(0.9);
        var result = new Trainer()
                .train(
                        new Architecture(SMALL, Classes.of(training.domain())),
                        PreprocessingRule.NONE,
                        options,
                        training,
                        Optional.empty(),
                        TrainingListener.NONE);

        int last = result.history().size();
        assertThat(result.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
        assertThat(result.history().get(last - 1).accuracy()).isGreaterThanOrEqualTo(0.9);
        assertThat(result.history().get(last - 2).accuracy()).isLessThan(0.9);
    }

    @Test
    void an_accuracy_reached_in_the_first_epoch_ends_training_there() {
        var result = train(SMALL, SHORT.withStopAtAccuracy(0.001), validation);

        assertThat(result.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
        assertThat(result.history()).hasSize(1);
        assertThat(result.network().steps()).isEqualTo(10);
    }

    @Test
    void an_accuracy_reached_in_the_last_epoch_is_told() {
        var result = train(SMALL, SHORT.withEpochs(1).withStopAtAccuracy(0.001), validation);

        assertThat(result.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
    }

    @Test
    void an_accuracy_that_is_never_reached_changes_nothing() {
        var result = train(SMALL, SHORT.withStopAtAccuracy(1), contradicting());

        assertThat(result.stopReason()).isEqualTo(StopReason.ALL_EPOCHS_DONE);
        assertSame(result, train(SMALL, SHORT, contradicting()));
    }

    @Test
    void the_epoch_that_reaches_the_accuracy_is_kept_even_if_early_stopping_holds_another_to_be_the_best() {
        // Every other label is wrong: the network gets ever surer, so losses grow even while accuracies still do.
        var noisy = new LabelledSequences(
                training.sequences(),
                IntStream.range(0, training.size())
                        .map(i -> i % 2 == 1 ? training.label(i) : (training.label(i) * 7 + i / 2) % 4)
                        .toArray(),
                training.domain());
        var options = SHORT.withEpochs(30).withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 30, 0));
        var whole = new Trainer()
                .train(
                        new Architecture(SMALL, Classes.of(noisy.domain())),
                        PreprocessingRule.NONE,
                        options,
                        noisy,
                        Optional.of(validation),
                        TrainingListener.NONE);
        var accuracies =
                whole.history().stream().map(EpochRecord::measuredAccuracy).toList();
        double target = accuracies.stream().max(Double::compare).orElseThrow();
        var result = new Trainer()
                .train(
                        new Architecture(SMALL, Classes.of(noisy.domain())),
                        PreprocessingRule.NONE,
                        options.withStopAtAccuracy(target),
                        noisy,
                        Optional.of(validation),
                        TrainingListener.NONE);

        int reached = accuracies.indexOf(target) + 1;
        assertThat(result.stopReason()).isEqualTo(StopReason.REACHED_ACCURACY);
        assertThat(result.bestEpoch()).isEqualTo(reached).isGreaterThan(whole.bestEpoch());
        assertThat(result.network().steps()).isEqualTo(reached * 10L);
        try (var classifier = Classifier.of(result.network())) {
            assertThat(evaluation(classifier, validation).accuracy()).isEqualTo(target);
        }
    }

    @Test
    void early_stopping_still_ends_training_before_the_accuracy_is_reached() {
        var options = SHORT.withEpochs(30)
                .withEarlyStopping(new EarlyStopping(Measure.VALIDATION_LOSS, 3, 0))
                .withStopAtAccuracy(1);

        assertThat(train(SMALL, options, contradicting()).stopReason()).isEqualTo(StopReason.STOPPED_EARLY);
    }
}
