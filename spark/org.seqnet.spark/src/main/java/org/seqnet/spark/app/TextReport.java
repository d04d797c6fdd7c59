package org.seqnet.spark.app;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.training.BatchProgress;

/** Writes what a learner of KNIME writes to its log: a line for each epoch, and some within one that takes long. */
final class TextReport implements Report {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final PrintStream out;
    private final PrintStream problems;
    private final LongSupplier nanoTime;
    private long told;

    TextReport(PrintStream out, PrintStream problems, LongSupplier nanoTime) {
        this.out = out;
        this.problems = problems;
        this.nanoTime = nanoTime;
        this.told = nanoTime.getAsLong();
    }

    @Override
    public void begins(String device, long rows, int shards) {
        tells("device: " + device);
        tells(String.format(
                Locale.ROOT, "training rows: %,d in %,d %s", rows, shards, shards == 1 ? "shard" : "shards"));
    }

    @Override
    public void tells(String line) {
        out.println(line);
        out.flush();
        told = nanoTime.getAsLong();
    }

    @Override
    public void warns(String text) {
        problems.println("warning: " + text);
    }

    @Override
    public void batchEnded(BatchProgress progress, Optional<Evaluation> validation) {
        if (isQuietForLong() && progress.batch() < progress.batches()) {
            tells(String.format(
                            Locale.ROOT,
                            "epoch %d/%d  mini-batch %d/%d  %s  loss %.4f  %,.0f samples/s",
                            progress.epoch(),
                            progress.epochs(),
                            progress.batch(),
                            progress.batches(),
                            progress.training().text("  "),
                            progress.training().loss(),
                            progress.samplesPerSecond())
                    + progress.left().map(time -> "  " + time).orElse(""));
        }
    }

    @Override
    public void progressed(double fraction, String text) {
        if (isQuietForLong()) {
            tells(String.format(Locale.ROOT, "%.0f%%  %s", 100 * fraction, text));
        }
    }

    private boolean isQuietForLong() {
        return nanoTime.getAsLong() - told >= PAUSE_NANOS;
    }

    @Override
    public void epochEnded(int epoch, int epochs, String line, double fraction) {
        tells(line);
    }

    @Override
    public void done(String output) {
        tells("written: " + output);
    }

    @Override
    public void fails(String message) {
        problems.println(message);
    }
}
