package org.seqnet.knime.learner;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.RateTest;
import org.seqnet.engine.training.TrainingListener;
import org.seqnet.knime.execution.Cancellation;

/** Reports training to the log and the progress bar, and tells training whether it was canceled or is to stop. */
final class TrainingProgress implements TrainingListener {
    private static final long LOOK_NANOS = 200_000_000;

    private final ExecutionMonitor monitor;
    private final NodeLogger log;
    private final Recipe recipe;
    private final Optional<UndecidedRows> undecided;
    private final int lastEpoch;
    private Optional<RateTest> rateTest = Optional.empty();
    private final long start = System.nanoTime();
    private long lookedAt = start;

    /** @param epochsBefore the epochs of the network that is resumed, 0 for a new one */
    TrainingProgress(
            ExecutionMonitor monitor,
            NodeLogger log,
            Recipe recipe,
            Optional<UndecidedRows> undecided,
            int epochsBefore) {
        this.monitor = monitor;
        this.log = log;
        this.recipe = recipe;
        this.undecided = undecided;
        this.lastEpoch = epochsBefore + recipe.options().epochs();
    }

    ExecutionMonitor monitor() {
        return monitor;
    }

    /** Returns the learning-rate range test, if there was one. */
    Optional<RateTest> rateTest() {
        return rateTest;
    }

    @Override
    public void rateTested(int miniBatch, int miniBatches) {
        monitor.setProgress(
                0, () -> "finding the learning rate: mini-batch %d of at most %d".formatted(miniBatch, miniBatches));
    }

    @Override
    public void rateFound(RateTest test) {
        rateTest = Optional.of(test);
        log.info("learning rate found: %s, by a test on %d mini-batches"
                .formatted(TypedNumber.text(test.rate()), test.points().size()));
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
        boolean isConstant = recipe.options().schedule().equals(Schedule.CONSTANT);
        log.info(isConstant ? epoch.line(lastEpoch) : epoch.lineWithRate(lastEpoch));
    }

    // not after every mini-batch: a look at a network drive may take as long as one
    @Override
    public boolean isStopRequested() {
        long now = System.nanoTime();
        if (now - lookedAt < LOOK_NANOS) {
            return false;
        }
        lookedAt = now;
        return recipe.stop().isGiven(Duration.ofNanos(now - start));
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
