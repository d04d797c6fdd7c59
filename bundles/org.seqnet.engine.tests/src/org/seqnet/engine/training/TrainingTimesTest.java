package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;

class TrainingTimesTest {
    private final TrainingTimes times = new TrainingTimes(List.of(
            epoch(1, 4000, 100, Optional.of(0.5)),
            epoch(2, 1000, 400, Optional.of(0.9)),
            epoch(3, 2000, 200, Optional.of(0.8))));

    @Test
    void it_sums_epochs_and_takes_their_medians() {
        assertThat(times.seconds()).isEqualTo(7);
        assertThat(times.secondsPerEpoch()).hasValue(2);
        assertThat(times.sequencesPerSecond()).hasValue(200);
    }

    @Test
    void an_accuracy_is_reached_at_the_end_of_the_first_epoch_that_has_it() {
        assertThat(times.secondsToReach(0.5)).hasValue(4);
        assertThat(times.secondsToReach(0.7)).hasValue(5);
        assertThat(times.secondsToReach(0.9)).hasValue(5);
        assertThat(times.secondsToReach(0.91)).isEmpty();
    }

    @Test
    void only_the_accuracy_on_validation_data_counts() {
        var unvalidated = new TrainingTimes(List.of(epoch(1, 1000, 1, Optional.empty())));

        assertThat(unvalidated.secondsToReach(0.1)).isEmpty();
    }

    @Test
    void without_epochs_there_are_no_medians() {
        var none = new TrainingTimes(List.of());

        assertThat(none.seconds()).isZero();
        assertThat(none.secondsPerEpoch()).isEmpty();
        assertThat(none.sequencesPerSecond()).isEmpty();
        assertThat(none.secondsToReach(0.1)).isEmpty();
    }

    private static EpochRecord epoch(int number, long millis, double speed, Optional<Double> validationAccuracy) {
        return new EpochRecord(
                number,
                new Evaluation(0.99, 0.1),
                Duration.ofMillis(millis),
                speed,
                validationAccuracy.map(accuracy -> new Evaluation(accuracy, 0.2)),
                "CPU",
                OptionalDouble.empty());
    }
}
