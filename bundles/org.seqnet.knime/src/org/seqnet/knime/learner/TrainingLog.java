package org.seqnet.knime.learner;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.seqnet.engine.search.Trial;
import org.seqnet.engine.search.TrialScore;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.training.BatchProgress;
import org.seqnet.engine.training.RateTest;
import org.seqnet.engine.training.TimeLeft;

/** Tells of a training in the log: a line for each epoch, and some within one that takes long. */
final class TrainingLog {
    /** Why no GPU is used: each reason is told once a session. */
    private static final Set<String> FALLBACKS_TOLD = ConcurrentHashMap.newKeySet();

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Consumer<String> log;
    private final int lastEpoch;
    private final boolean showsRate;
    private final LongSupplier nanoTime;
    private long told;

    /**
     * Starts the clock.
     *
     * @param showsRate whether an epoch's line has its learning rate
     */
    TrainingLog(Consumer<String> log, int lastEpoch, boolean showsRate, LongSupplier nanoTime) {
        this.log = log;
        this.lastEpoch = lastEpoch;
        this.showsRate = showsRate;
        this.nanoTime = nanoTime;
        this.told = nanoTime.getAsLong();
    }

    void begins(String device, Optional<String> fallback) {
        tell("device: " + device);
        fallback.filter(FALLBACKS_TOLD::add).ifPresent(reason -> tell("no GPU is used: " + reason.replace("\n", " ")));
    }

    void mixedPrecisionRefused(String reason) {
        tell("mixed precision is not available: " + reason);
    }

    void rateFound(RateTest test) {
        tell("learning rate found: %s, by a test on %d mini-batches"
                .formatted(TypedNumber.text(test.rate()), test.points().size()));
    }

    void roundEnded(List<TrialScore> scores) {
        for (var score : scores) {
            tell(TrialText.line(score));
        }
    }

    void found(Trial trial) {
        tell("training the best trial: " + TrialText.settings(trial));
    }

    void batchEnded(BatchProgress progress) {
        if (nanoTime.getAsLong() - told >= PAUSE_NANOS && progress.batch() < progress.batches()) {
            tell(String.format(
                            Locale.ROOT,
                            "epoch %d/%d  mini-batch %d/%d  %s  loss %.4f  %,.0f samples/s",
                            progress.epoch(),
                            progress.epochs(),
                            progress.batch(),
                            progress.batches(),
                            progress.training().text("  "),
                            progress.training().loss(),
                            progress.samplesPerSecond())
                    + words(progress.left()));
        }
    }

    void epochEnded(EpochRecord epoch, Optional<TimeLeft> left) {
        tell((showsRate ? epoch.lineWithRate(lastEpoch) : epoch.line(lastEpoch)) + words(left));
    }

    private static String words(Optional<TimeLeft> left) {
        return left.map(time -> "  " + time).orElse("");
    }

    private void tell(String line) {
        log.accept(line);
        told = nanoTime.getAsLong();
    }
}
