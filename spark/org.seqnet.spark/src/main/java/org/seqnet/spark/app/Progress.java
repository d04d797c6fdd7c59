package org.seqnet.spark.app;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.RateTest;
import org.seqnet.engine.training.TimeLeft;
import org.seqnet.engine.training.TrainingListener;

/** Reports a training, and ends it when its time is over. */
final class Progress implements TrainingListener {
    private final Report report;
    private final long rows;
    private final int shards;
    private final int lastEpoch;
    private final int epochs;
    private final boolean showsRate;
    private final Optional<Duration> limit;
    private final long start = System.nanoTime();
    private Optional<Evaluation> validation = Optional.empty();

    /**
     * Starts the clock.
     *
     * @param epochsBefore the epochs of the network that is trained on, 0 for a new one
     * @param limit how long training may take, if that is limited
     */
    Progress(
            Report report, long rows, int shards, TrainingOptions options, int epochsBefore, Optional<Duration> limit) {
        this.report = report;
        this.rows = rows;
        this.shards = shards;
        this.epochs = options.epochs();
        this.lastEpoch = epochsBefore + epochs;
        this.showsRate = !options.schedule().equals(Schedule.CONSTANT);
        this.limit = limit;
    }

    @Override
    public void begins(String device, Optional<String> fallback) {
        report.begins(device, rows, shards);
        fallback.ifPresent(reason -> report.tells("no GPU is used: " + reason.replace("\n", " ")));
    }

    @Override
    public void mixedPrecisionRefused(String reason) {
        report.warns("Mixed precision is not available: " + reason + " The network is trained in single precision.");
    }

    @Override
    public void rateTested(int miniBatch, int miniBatches) {
        report.progressed(
                0, "finding the learning rate: mini-batch %d of at most %d".formatted(miniBatch, miniBatches));
    }

    @Override
    public void rateFound(RateTest test) {
        report.tells("learning rate found: %s, by a test on %d mini-batches"
                .formatted(
                        BigDecimal.valueOf(test.rate()).stripTrailingZeros().toPlainString(),
                        test.points().size()));
    }

    @Override
    public void fitted(double share, Supplier<String> text) {
        report.progressed(share, text.get());
    }

    @Override
    public void batchEnded(BatchProgress progress) {
        report.batchEnded(progress.with(limited(progress.left())), validation);
    }

    @Override
    public void undecided(int epoch, int[] validationSequences) {
        report.warns("Epoch %d: the network has no finite prediction for %d validation rows, which count as wrong."
                .formatted(epoch, validationSequences.length));
    }

    @Override
    public void epochEnded(EpochRecord epoch, Optional<TimeLeft> left) {
        validation = epoch.validation();
        var line = (showsRate ? epoch.lineWithRate(lastEpoch) : epoch.line(lastEpoch))
                + limited(left).map(time -> "  " + time).orElse("");
        int before = lastEpoch - epochs;
        report.epochEnded(epoch.epoch(), lastEpoch, line, (double) (epoch.epoch() - before) / epochs);
    }

    private Optional<TimeLeft> limited(Optional<TimeLeft> left) {
        return left.map(
                time -> limit.map(most -> time.within(most.minus(elapsed()))).orElse(time));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public boolean isStopRequested() {
        return limit.map(most -> elapsed().compareTo(most) >= 0).orElse(false);
    }
}
