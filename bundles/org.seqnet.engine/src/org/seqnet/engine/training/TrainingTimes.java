package org.seqnet.engine.training;

import java.util.List;
import java.util.OptionalDouble;
import org.seqnet.engine.metrics.Median;
import org.seqnet.engine.trained.EpochRecord;

/**
 * How long a training took, by wall clock and without its validation.
 *
 * @param history one record an epoch, in order
 */
public record TrainingTimes(List<EpochRecord> history) {
    public TrainingTimes {
        history = List.copyOf(history);
    }

    /** Returns the seconds of all epochs together. */
    public double seconds() {
        return history.stream().mapToDouble(EpochRecord::seconds).sum();
    }

    /** Returns the seconds of an epoch, as the median of all; empty if none has run. */
    public OptionalDouble secondsPerEpoch() {
        return Median.of(history.stream().mapToDouble(EpochRecord::seconds));
    }

    /** Returns the training sequences a second, as the median of all epochs; empty if none has run. */
    public OptionalDouble sequencesPerSecond() {
        return Median.of(history.stream().mapToDouble(EpochRecord::samplesPerSecond));
    }

    /**
     * Returns the seconds until the end of the first epoch whose validation accuracy is at least {@code accuracy};
     * empty if there is none.
     */
    public OptionalDouble secondsToReach(double accuracy) {
        double seconds = 0;
        for (var epoch : history) {
            seconds += epoch.seconds();
            if (epoch.validation().isPresent() && epoch.validation().get().accuracy() >= accuracy) {
                return OptionalDouble.of(seconds);
            }
        }
        return OptionalDouble.empty();
    }
}
