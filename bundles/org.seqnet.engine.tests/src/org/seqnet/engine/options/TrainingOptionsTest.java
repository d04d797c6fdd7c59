package org.seqnet.engine.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "0, 400, 16",
        "1, 400, 16", // no more epochs than that
        "30, 400, 16",
        "67, 400, 16", // 5 steps per epoch
        "270, 142, 16", // 17 steps per epoch
        "999, 39, 16",
        "1000, 75, 32",
        "4999, 16, 32",
        "5000, 48, 100",
        "59900, 5, 100", // 599 steps per epoch
        "60000, 4, 100",
        "9223372036854775, 4, 100" // no fewer epochs than that
    })
    void the_quick_start_has_about_2400_steps(long sequences, int epochs, int batchSize) {
        assertThat(TrainingOptions.quickStart(sequences))
                .isEqualTo(new TrainingOptions(
                        epochs,
                        batchSize,
                        Updater.ADAM,
                        0.006,
                        0,
                        1,
                        true,
                        42,
                        Optional.empty(),
                        OptionalDouble.empty(),
                        0,
                        true,
                        Augmentation.none(),
                        new Schedule.OneCycle(),
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
