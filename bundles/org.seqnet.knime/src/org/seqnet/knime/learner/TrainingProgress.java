package org.seqnet.knime.learner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.engine.search.SearchListener;
import org.seqnet.engine.search.Trial;
import org.seqnet.engine.search.TrialScore;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.RateTest;
import org.seqnet.engine.training.TimeLeft;
import org.seqnet.knime.dialog.PrecisionSetting;
import org.seqnet.knime.execution.Cancellation;

/**
 * Reports training to the progress bar, the log and the live view, and tells training whether it was canceled or is to
 * stop.
 */
final class TrainingProgress implements SearchListener {
    private static final long LOOK_NANOS = 200_000_000;

    private final ExecutionMonitor monitor;
    private final double searching;
    private final TrainingLog log;
    private final LiveView live;
    private final StopRequest stop;
    private final Optional<UndecidedRows> undecided;
    private final List<TrialScore> trials = new ArrayList<>();
    private Optional<RateTest> rateTest = Optional.empty();
    private Optional<String> precisionWarning = Optional.empty();
    private Optional<Evaluation> validation = Optional.empty();
    private final long start = System.nanoTime();
    private long lookedAt = start;

    /** @param searching the share of the whole that a search before training takes, 0 if there is none */
    TrainingProgress(
            ExecutionMonitor monitor,
            double searching,
            TrainingLog log,
            LiveView live,
            StopRequest stop,
            Optional<UndecidedRows> undecided) {
        this.monitor = monitor;
        this.searching = searching;
        this.log = log;
        this.live = live;
        this.stop = stop;
        this.undecided = undecided;
    }

    ExecutionMonitor monitor() {
        return monitor;
    }

    /** Returns the learning-rate range test, if there was one. */
    Optional<RateTest> rateTest() {
        return rateTest;
    }

    /** Returns a warning if there was no mixed precision although it was asked for. */
    Optional<String> precisionWarning() {
        return precisionWarning;
    }

    /** Returns the trials of the search, if there was one, in the order of its rounds. */
    List<TrialScore> trials() {
        return List.copyOf(trials);
    }

    @Override
    public void begins(String device, Optional<String> fallback) {
        log.begins(device, fallback);
    }

    @Override
    public void mixedPrecisionRefused(String reason) {
        precisionWarning =
                Optional.of(PrecisionSetting.notAvailable(reason) + " The network was trained in single precision.");
        log.mixedPrecisionRefused(reason);
    }

    @Override
    public void searched(double fraction, Trial trial, int epoch, int epochs) {
        tell(searching * fraction, () -> "searching for settings: trial %d, epoch %d/%d"
                .formatted(trial.number(), epoch, epochs));
    }

    @Override
    public void found(Trial trial) {
        log.found(trial);
        live.found(trial.encoder());
    }

    @Override
    public void roundEnded(List<TrialScore> scores) {
        trials.addAll(scores);
        log.roundEnded(scores);
    }

    @Override
    public void rateTested(int miniBatch, int miniBatches) {
        tell(searching, () -> "finding the learning rate: mini-batch %d of at most %d"
                .formatted(miniBatch, miniBatches));
    }

    @Override
    public void rateFound(RateTest test) {
        rateTest = Optional.of(test);
        log.rateFound(test);
        live.rateFound(test);
    }

    @Override
    public void batchEnded(BatchProgress progress) {
        var limited = progress.with(limited(progress.left()));
        log.batchEnded(limited);
        tell(searching + (1 - searching) * limited.fraction(), () -> text(limited, validation));
    }

    @Override
    public void fitted(double share, Supplier<String> text) {
        tell(share, text);
    }

    private void tell(double fraction, Supplier<String> text) {
        monitor.setProgress(fraction, text);
        live.progressed(fraction, text);
    }

    @Override
    public void undecided(int epoch, int[] validationSequences) {
        undecided.ifPresent(rows -> rows.add(epoch, validationSequences));
    }

    @Override
    public void epochEnded(EpochRecord epoch, Optional<TimeLeft> left) {
        validation = epoch.validation();
        log.epochEnded(epoch, limited(left));
        live.epochEnded(epoch);
    }

    private Optional<TimeLeft> limited(Optional<TimeLeft> left) {
        return left.map(time -> stop.limit()
                .map(limit -> time.within(limit.minusNanos(System.nanoTime() - start)))
                .orElse(time));
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

    /**
     * Returns a line such as {@code epoch 3/10, mini-batch 45/600, loss 0.0812, accuracy 0.9761, 1,456 samples/s,
     * 3 min 12 s left}.
     *
     * @param validation of the epoch before
     */
    static String text(BatchProgress progress, Optional<Evaluation> validation) {
        return String.format(
                        Locale.ROOT,
                        "epoch %d/%d, mini-batch %d/%d, loss %.4f, %s",
                        progress.epoch(),
                        progress.epochs(),
                        progress.batch(),
                        progress.batches(),
                        progress.training().loss(),
                        progress.training().text(", "))
                + validation.map(last -> ", validation " + last.text(", ")).orElse("")
                + String.format(Locale.ROOT, ", %,.0f samples/s", progress.samplesPerSecond())
                + progress.left().map(left -> ", " + left).orElse("");
    }
}
