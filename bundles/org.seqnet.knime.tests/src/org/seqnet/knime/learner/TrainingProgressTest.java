package org.seqnet.knime.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.TimeLeft;

class TrainingProgressTest {
    private final List<String> lines = new ArrayList<>();
    private final DefaultNodeProgressMonitor bar = new DefaultNodeProgressMonitor();

    private TrainingProgress progress(StopRequest stop) {
        return new TrainingProgress(
                new ExecutionMonitor(bar),
                0,
                new TrainingLog(lines::add, 10, false, System::nanoTime),
                new LiveView(Optional.empty(), lines::add, Clock.systemUTC()),
                stop,
                Optional.empty());
    }

    private static BatchProgress batch(Optional<TimeLeft> left) {
        return new BatchProgress(3, 10, 5, 10, new Evaluation(0.97612, 0.08123), 1456.4, left, 0);
    }

    private static Optional<TimeLeft> left(int seconds) {
        return Optional.of(new TimeLeft(Duration.ofSeconds(seconds), false));
    }

    @Test
    void it_tells_epoch_mini_batch_loss_accuracy_speed_and_time_left() {
        progress(StopRequest.of(0, "")).batchEnded(batch(left(144)));

        assertThat(bar.getMessage())
                .isEqualTo("epoch 3/10, mini-batch 5/10, loss 0.0812, accuracy 0.9761, 1,456 samples/s, 2 min 24 s "
                        + "left");
        assertThat(bar.getProgress()).isEqualTo(0.25);
    }

    @Test
    void it_tells_the_validation_accuracy_of_the_epoch_before() {
        assertThat(TrainingProgress.text(batch(Optional.empty()), Optional.of(new Evaluation(0.9501, 0.2))))
                .isEqualTo("epoch 3/10, mini-batch 5/10, loss 0.0812, accuracy 0.9761, validation accuracy 0.9501, "
                        + "1,456 samples/s");
    }

    @Test
    void a_time_limit_ends_the_time_left() {
        progress(StopRequest.of(60, "")).batchEnded(batch(left(36_000)));

        // an hour, less what passed since the line above
        assertThat(bar.getMessage()).matches(".*, 59 min \\d+ s left");
    }
}
