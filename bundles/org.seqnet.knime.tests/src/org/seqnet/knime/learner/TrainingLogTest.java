package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.RateTest;
import org.seqnet.engine.training.TimeLeft;

class TrainingLogTest {
    private final List<String> lines = new ArrayList<>();
    private long seconds = 500;
    private final TrainingLog log = log(false);

    private TrainingLog log(boolean showsRate) {
        return new TrainingLog(lines::add, 10, showsRate, () -> TimeUnit.SECONDS.toNanos(seconds));
    }

    private void batch(int number, int secondsLater) {
        seconds += secondsLater;
        log.batchEnded(
                new BatchProgress(3, 10, number, 8, new Evaluation(0.97612, 0.08123), 1456.4, left(240, true), 0));
    }

    private static Optional<TimeLeft> left(int seconds, boolean isMost) {
        return Optional.of(new TimeLeft(Duration.ofSeconds(seconds), isMost));
    }

    private static EpochRecord epoch(Optional<Evaluation> validation) {
        return new EpochRecord(
                3,
                new Evaluation(0.97612, 0.08123),
                Duration.ofMillis(41_234),
                1456.4,
                validation,
                "CPU",
                OptionalDouble.of(0.001));
    }

    @Test
    void why_no_gpu_is_used_is_told_once_a_session() {
        log.begins("CPU, 2 threads", Optional.of("first reason of this test.\nAnother."));
        log.begins("CPU, 2 threads", Optional.of("first reason of this test.\nAnother."));
        log.begins("GPU, NVIDIA H200", Optional.empty());

        assertThat(lines)
                .containsExactly(
                        "device: CPU, 2 threads",
                        "no GPU is used: first reason of this test. Another.",
                        "device: CPU, 2 threads",
                        "device: GPU, NVIDIA H200");
    }

    @Test
    void the_precision_is_told_with_the_device_and_why_it_is_single() {
        log.begins("CPU, 2 threads, mixed precision", Optional.empty());
        log.begins("CPU, 2 threads", Optional.empty());
        log.mixedPrecisionRefused("The processor is old.");

        assertThat(lines)
                .containsExactly(
                        "device: CPU, 2 threads, mixed precision",
                        "device: CPU, 2 threads",
                        "mixed precision is not available: The processor is old.");
    }

    @Test
    void the_line_of_an_epoch_ends_with_the_time_left() {
        log.epochEnded(epoch(Optional.empty()), left(240, false));
        log.epochEnded(epoch(Optional.of(new Evaluation(0.95, 0.2))), left(3600, true));

        assertThat(lines)
                .containsExactly(
                        "epoch 3/10  accuracy 0.9761  loss 0.0812  41.2 s  1,456 samples/s  4 min 0 s left",
                        "epoch 3/10  accuracy 0.9761  loss 0.0812  41.2 s  1,456 samples/s  validation accuracy "
                                + "0.9500  "
                                + "loss 0.2000  at most 1 h 0 min left");
    }

    @Test
    void the_last_epoch_has_no_time_left() {
        log.epochEnded(epoch(Optional.empty()), Optional.empty());

        assertThat(lines).containsExactly("epoch 3/10  accuracy 0.9761  loss 0.0812  41.2 s  1,456 samples/s");
    }

    @Test
    void a_learning_rate_that_changes_stands_before_it() {
        log(true).epochEnded(epoch(Optional.empty()), left(5, false));

        assertThat(lines)
                .containsExactly("epoch 3/10  accuracy 0.9761  loss 0.0812  41.2 s  1,456 samples/s  learning rate "
                        + "0.001  5 s left");
    }

    @Test
    void an_epoch_that_takes_long_has_a_line_every_30_seconds() {
        batch(1, 29);
        assertThat(lines).isEmpty();

        batch(2, 1);
        batch(3, 29);
        assertThat(lines)
                .containsExactly("epoch 3/10  mini-batch 2/8  accuracy 0.9761  loss 0.0812  1,456 samples/s  at most "
                        + "4 min 0 s left");

        batch(4, 1);
        assertThat(lines).hasSize(2);
    }

    @Test
    void the_30_seconds_begin_anew_with_each_line_of_an_epoch() {
        seconds += 20;
        log.epochEnded(epoch(Optional.empty()), Optional.empty());
        batch(1, 20);

        assertThat(lines).hasSize(1);
    }

    @Test
    void the_last_mini_batch_leaves_it_to_the_line_of_the_epoch() {
        batch(8, 60);

        assertThat(lines).isEmpty();
    }

    @Test
    void a_rate_that_was_found_has_a_line() {
        log.rateFound(new RateTest(List.of(new RateTest.Point(1e-6, 1.5)), 0.0021));

        assertThat(lines).containsExactly("learning rate found: 0.0021, by a test on 1 mini-batches");
    }
}
