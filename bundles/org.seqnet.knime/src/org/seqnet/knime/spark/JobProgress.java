package org.seqnet.knime.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.knime.execution.Cancellation;

/** Reports a training on Spark to the progress bar and the log, and asks whether it is canceled. */
final class JobProgress implements SparkJob.Observer {
    private final ExecutionMonitor monitor;
    private final Consumer<String> log;
    private final List<String> warnings = new ArrayList<>();

    JobProgress(ExecutionMonitor monitor, Consumer<String> log) {
        this.monitor = monitor;
        this.log = log;
        monitor.setMessage("starting Spark");
    }

    @Override
    public void happened(List<SparkEvent> events) {
        events.forEach(this::happened);
    }

    private void happened(SparkEvent event) {
        if (event instanceof SparkEvent.Begun begun) {
            log.accept(String.format(
                    Locale.ROOT, "device: %s; %,d rows in %,d shards", begun.device(), begun.rows(), begun.shards()));
        } else if (event instanceof SparkEvent.Progressed progressed) {
            monitor.setProgress(progressed.fraction(), progressed::text);
        } else if (event instanceof SparkEvent.EpochEnded epoch) {
            monitor.setProgress(epoch.fraction(), epoch::line);
            log.accept(epoch.line());
        } else if (event instanceof SparkEvent.Told told) {
            log.accept(told.text());
        } else if (event instanceof SparkEvent.Warned warned) {
            warnings.add(warned.text());
        }
    }

    @Override
    public boolean isCancelled() {
        return Cancellation.requested(monitor);
    }

    /** Returns all warnings in one text, if there are some. */
    Optional<String> warning() {
        return warnings.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", warnings));
    }
}
