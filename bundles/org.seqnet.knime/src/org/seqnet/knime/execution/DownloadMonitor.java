package org.seqnet.knime.execution;

import java.util.Locale;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.download.DownloadListener;
import org.seqnet.engine.download.DownloadProgress;
import org.seqnet.knime.message.Logs;

/** Shows a download in a node's progress bar and, if it takes long, in the log; stops it when the node is cancelled. */
public final class DownloadMonitor implements DownloadListener {
    private static final NodeLogger LOG = Logs.of(DownloadMonitor.class);
    private static final double MEGABYTE = 1e6;

    /** The log tells of a download that takes longer than this, and then again as often. */
    private static final long LOGGED_EVERY_NANOS = 2_000_000_000L;

    private final ExecutionMonitor monitor;
    private String state = "waiting for the download to start";
    private long lastLogged = System.nanoTime();

    /** Makes one of a download that begins. */
    public DownloadMonitor(ExecutionMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public void progressed(DownloadProgress progress) {
        state = inWords(progress);
        long all = progress.totalBytes().orElse(0);
        if (all > 0) {
            monitor.setProgress((double) progress.bytes() / all, state);
        } else {
            monitor.setMessage(state);
        }
    }

    private static String inWords(DownloadProgress progress) {
        double here = progress.bytes() / MEGABYTE;
        return progress.totalBytes().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "downloading %s: %.1f of %.1f MB",
                        progress.file(),
                        here,
                        progress.totalBytes().getAsLong() / MEGABYTE)
                : String.format(Locale.ROOT, "downloading %s: %.1f MB", progress.file(), here);
    }

    /** Asked many times a second, whatever the mirror does or leaves undone. */
    @Override
    public boolean isCancelled() {
        if (System.nanoTime() - lastLogged > LOGGED_EVERY_NANOS) {
            LOG.info(state);
            lastLogged = System.nanoTime();
        }
        return Cancellation.requested(monitor);
    }
}
