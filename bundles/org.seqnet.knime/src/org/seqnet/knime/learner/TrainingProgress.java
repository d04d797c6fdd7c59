package org.seqnet.knime.learner;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.knime.execution.Cancellation;

/** Reports training to the log and the progress bar, and tells training whether it was canceled or is to stop. */
final class TrainingProgress implements TrainingListener {
    private static final long LOOK_NANOS = 200_000_000;

    private final ExecutionMonitor monitor;
    private final NodeLogger log;
    private final StopRequest stop;
    private final Optional<UndecidedRows> undecided;
    private final int lastEpoch;
    private final long start = System.nanoTime();
    private long lookedAt = start;

    TrainingProgress(
            ExecutionMonitor monitor,
            NodeLogger log,
            StopRequest stop,
            Optional<UndecidedRows> undecided,
            int lastEpoch) {
        this.monitor = monitor;
        this.log = log;
        this.stop = stop;
        this.undecided = undecided;
        this.lastEpoch = lastEpoch;
    }

    @Override
    public void batchEnded(BatchProgress progress) {
        monitor.setProgress(progress.fraction(), () -> text(progress));
    }

    @Override
    public void undecided(int epoch, int[] validationSequences) {
        undecided.ifPresent(rows -> rows.add(epoch, validationSequences));
    }

    @Override
    public void epochEnded(EpochRecord epoch) {
        log.info(epoch.line(lastEpoch));
    }

    // not after every mini-batch: a look at a network drive may take as long as one
    @Override
    public boolean isStopRequested() {
        long now = System.nanoTime();
        if (now - lookedAt < LOOK_NANOS) {
            return false;
        }
        lookedAt = now;
        return stop.isGiven(Duration.ofNanos(now - start));
    }

    @Override
    public boolean isCancelled() {
        return Cancellation.requested(monitor);
    }

    /** Returns a line such as {@code epoch 3/10, loss 0.0812, accuracy 0.9761, 1,456 samples/s, 3 min 12 s left}. */
    static String text(BatchProgress progress) {
        var line = String.format(
                Locale.ROOT,
                "epoch %d/%d, loss %.4f, accuracy %.4f, %,.0f samples/s",
                progress.epoch(),
                progress.epochs(),
                progress.loss(),
                progress.accuracy(),
                progress.samplesPerSecond());
        return progress.remaining()
                .map(left -> line + ", " + words(left) + " left")
                .orElse(line);
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? "%d min %d s".formatted(seconds / 60, seconds % 60)
                : "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
    }
}
