package org.seqnet.knime.spark;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.knime.core.node.NodeLogger;
import org.seqnet.knime.message.Logs;
import org.seqnet.knime.view.JsonObject;

/** A training as a batch of a Livy server. */
final class LivyJob implements SparkJob {
    private static final NodeLogger LOG = Logs.of(LivyJob.class);
    private static final Set<String> FAILED = Set.of("dead", "error", "killed");
    private static final long LOOK_MILLIS = 1000;
    private static final long LOOKS_FOR_CANCEL_MILLIS = 100;
    /** How often in a row a server may be out of reach; a training may take days. */
    private static final int MOST_MISSED = 60;

    private final Livy livy;
    private final JsonObject batch;
    private final long lookMillis;

    LivyJob(Livy livy, JsonObject batch) {
        this(livy, batch, LOOK_MILLIS);
    }

    /** @param lookMillis how long to wait from one look at the batch to the next */
    LivyJob(Livy livy, JsonObject batch, long lookMillis) {
        this.livy = livy;
        this.batch = batch;
        this.lookMillis = lookMillis;
    }

    @Override
    public void run(Observer observer) throws IOException {
        int id = livy.start(batch);
        LOG.info("Livy batch " + id);
        boolean hasEnded = false;
        try {
            var state = follow(id, observer);
            hasEnded = true;
            state.require(id);
        } finally {
            if (!hasEnded) {
                end(id);
            }
        }
    }

    private record End(String state, JobOutput output) {
        void require(int id) {
            if (FAILED.contains(state) || output.error().isPresent()) {
                throw JobFailure.ofBatch(id, state, output);
            }
        }
    }

    private End follow(int id, Observer observer) throws IOException {
        var output = new JobOutput();
        var log = new LivyLog();
        int missed = 0;
        while (true) {
            try {
                var state = livy.state(id);
                log.add(livy.log(id), output::add);
                observer.happened(output.takeEvents());
                missed = 0;
                if (state.equals("success") || FAILED.contains(state)) {
                    return new End(state, output);
                }
            } catch (Livy.Unreachable e) {
                if (++missed == MOST_MISSED) {
                    throw e;
                }
            }
            pause(observer);
        }
    }

    private void pause(Observer observer) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(lookMillis);
        do {
            if (observer.isCancelled()) {
                throw new CancellationException();
            }
            try {
                Thread.sleep(Math.min(LOOKS_FOR_CANCEL_MILLIS, lookMillis));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        } while (System.nanoTime() < end);
    }

    private void end(int id) {
        boolean isInterrupted = Thread.interrupted(); // or nothing could be sent
        try {
            livy.end(id);
        } catch (IOException e) {
            LOG.warn("Livy batch %d could not be ended: %s".formatted(id, e.getMessage()));
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
