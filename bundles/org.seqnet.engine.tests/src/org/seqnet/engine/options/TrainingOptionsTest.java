package org.seqnet.engine.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.augmentation.Augmentation;

class TrainingOptionsTest {
    private final TrainingOptions options = TrainingOptions.defaults();

    @Test
    void the_defaults_are_the_reference_settings() {
        assertThat(options)
                .isEqualTo(new TrainingOptions(
                        10,
                        100,
                        Updater.ADAM,
                        0.001,
                        0,
                        0,
                        true,
                        42,
                        Optional.empty(),
                        OptionalDouble.empty(),
                        0,
                        true,
                        Augmentation.none(),
                        Schedule.CONSTANT,
                        false,
                        0,
                        Weighting.EQUAL,
                        PrecisionChoice.SINGLE));
    }

    @Test
    void settings_outside_their_range_are_refused_by_name() {
        refused(() -> options.withEpochs(0), "Epochs: 0 is not at least 1.");
        refused(() -> options.withBatchSize(-3), "Batch size: -3 is not at least 1.");
        refused(() -> options.withThreads(-1), "Threads: -1 is not at least 0.");
        refused(() -> options.withThreads(1_000_000), "Threads: 1000000 is greater than the maximum, 1024.");
        refused(() -> options.withUpdater(Updater.SGD, 0), "Learning rate: 0.0 is not a positive number.");
        refused(() -> options.withUpdater(Updater.SGD, Double.NaN), "Learning rate: NaN is not a positive number.");
        refused(() -> options.withL2(-1), "L2 regularization: -1.0 is not a non-negative number (0 disables it).");
        refused(
                () -> options.withGradientClipping(Double.POSITIVE_INFINITY),
                "Gradient clipping (max. norm): Infinity is not a non-negative number (0 disables it).");
        refused(() -> options.withStopAtAccuracy(0), "Target accuracy: 0.0 is not greater than 0 and at most 1.");
        refused(() -> options.withStopAtAccuracy(98), "Target accuracy: 98.0 is not greater than 0 and at most 1.");
        refused(
                () -> options.withStopAtAccuracy(Double.NaN),
                "Target accuracy: NaN is not greater than 0 and at most 1.");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(SeqNetException.class).hasMessage(message);
    }
}
