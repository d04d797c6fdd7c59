package org.seqnet.spark.app;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.training.BatchProgress;

/** Tells each thing as an event, for a program that started the application. */
final class EventReport implements Report {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final Events events;
    private final PrintStream problems;
    private final LongSupplier nanoTime;
    private long told;

    EventReport(PrintStream out, PrintStream problems, LongSupplier nanoTime) {
        this.events = new Events(out);
        this.problems = problems;
        this.nanoTime = nanoTime;
        this.told = nanoTime.getAsLong() - PAUSE_NANOS;
    }

    @Override
    public void begins(String device, long rows, int shards) {
        events.tell("begin", fields("device", device, "rows", rows, "shards", shards));
    }

    @Override
    public void tells(String line) {
        events.tell("line", fields("text", line));
    }

    @Override
    public void warns(String text) {
        events.tell("warning", fields("text", text));
    }

    @Override
    public void batchEnded(BatchProgress progress, Optional<Evaluation> validation) {
        if (isTime()) {
            tellBatch(progress.fraction(), text(progress, validation));
        }
    }

    @Override
    public void progressed(double fraction, String text) {
        if (isTime()) {
            tellBatch(fraction, text);
        }
    }

    private boolean isTime() {
        return nanoTime.getAsLong() - told >= PAUSE_NANOS;
    }

    private void tellBatch(double fraction, String text) {
        events.tell("batch", fields("fraction", fraction, "text", text));
        told = nanoTime.getAsLong();
    }

    /** Returns the line that a learner of KNIME shows at its progress bar. */
    private static String text(BatchProgress progress, Optional<Evaluation> validation) {
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

    @Override
    public void epochEnded(int epoch, int epochs, String line, double fraction) {
        events.tell("epoch", fields("epoch", epoch, "epochs", epochs, "line", line, "fraction", fraction));
    }

    @Override
    public void done(String output) {
        events.tell("done", fields("network", output));
    }

    @Override
    public void fails(String message) {
        events.tell("error", fields("text", message));
        problems.println(message);
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return fields;
    }
}
