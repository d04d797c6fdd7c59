package org.seqnet.knime.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.engine.options.EarlyStopping.Measure.VALIDATION_ACCURACY;
import static org.seqnet.engine.options.EarlyStopping.Measure.VALIDATION_LOSS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.StopReason;

class TrainingOutcomeTest {
    /** Of these three epochs, the first has the lowest validation loss, and the second the highest accuracy. */
    private static final List<EpochRecord> HISTORY =
            List.of(epoch(1, 0.6, 0.4), epoch(2, 0.8, 0.5), epoch(3, 0.7, 0.6));

    private static EpochRecord epoch(int number, double accuracy, double loss) {
        var validation = Optional.of(new Evaluation(accuracy, loss));
        return new EpochRecord(
                number, new Evaluation(0.5, 1), Duration.ofSeconds(1), 10, validation, "CPU", OptionalDouble.empty());
    }

    private static Provenance provenance(TrainingOptions options, int kept, StopReason reason) {
        return new Provenance("", "", "", "", "CPU", Instant.EPOCH, 10, 0, options, HISTORY, kept, reason);
    }

    private static TrainingOptions stopping(EarlyStopping.Measure measure) {
        return TrainingOptions.defaults().withEarlyStopping(new EarlyStopping(measure, 1, 0));
    }

    @Test
    void early_stopping_by_accuracy_names_the_accuracy_although_another_epoch_has_the_lowest_loss() {
        var provenance = provenance(stopping(VALIDATION_ACCURACY), 2, StopReason.STOPPED_EARLY);

        assertThat(TrainingOutcome.of(provenance))
                .isEqualTo("Stopped early after epoch 3; the network of epoch 2 with the highest validation accuracy "
                        + "is kept.");
        assertThat(TrainingOutcome.reason(provenance)).contains("highest validation accuracy");
    }

    @Test
    void early_stopping_by_loss_names_the_loss_also_when_all_epochs_were_completed_or_time_ran_out() {
        assertThat(TrainingOutcome.of(provenance(stopping(VALIDATION_LOSS), 1, StopReason.ALL_EPOCHS_DONE)))
                .isEqualTo("All 3 epochs were completed; the network of epoch 1 with the lowest validation loss is "
                        + "kept.");
        assertThat(TrainingOutcome.of(provenance(stopping(VALIDATION_LOSS), 1, StopReason.STOPPED_ON_REQUEST)))
                .isEqualTo("Stopped on request in epoch 3; the network of epoch 1 with the lowest validation loss is "
                        + "kept.");
    }

    @Test
    void without_early_stopping_the_last_epoch_is_kept_for_no_measure() {
        var provenance = provenance(TrainingOptions.defaults(), 3, StopReason.ALL_EPOCHS_DONE);

        assertThat(TrainingOutcome.of(provenance))
                .isEqualTo("All 3 epochs were completed; the network of epoch 3 is kept.");
        assertThat(TrainingOutcome.reason(provenance)).isEmpty();
    }

    @Test
    void the_epoch_that_reached_the_accuracy_is_kept_for_that_alone() {
        var options = stopping(VALIDATION_LOSS).withStopAtAccuracy(0.7);

        assertThat(TrainingOutcome.of(provenance(options, 3, StopReason.REACHED_ACCURACY)))
                .isEqualTo("Reached accuracy 0.7 in epoch 3; the network of epoch 3 is kept.");
    }

    @Test
    void of_a_resumed_training_whose_older_epochs_were_better_nothing_false_is_said() {
        assertThat(TrainingOutcome.of(provenance(stopping(VALIDATION_LOSS), 2, StopReason.STOPPED_EARLY)))
                .isEqualTo("Stopped early after epoch 3; the network of epoch 2 is kept.");
    }
}
