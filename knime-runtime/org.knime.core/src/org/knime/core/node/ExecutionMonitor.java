package org.knime.core.node;

import java.util.Objects;
import java.util.function.Supplier;
import org.knime.core.node.DefaultNodeProgressMonitor.SubNodeProgressMonitor;

/** What a node tells its progress to and asks whether it shall stop. */
public class ExecutionMonitor {

    private final NodeProgressMonitor progress;

    /** Makes a monitor that nobody looks at. */
    public ExecutionMonitor() {
        this(new DefaultNodeProgressMonitor());
    }

    /** Makes a monitor on top of another one. */
    public ExecutionMonitor(final NodeProgressMonitor progress) {
        this.progress = Objects.requireNonNull(progress);
    }

    /** Returns the monitor below. */
    public final NodeProgressMonitor getProgressMonitor() {
        return progress;
    }

    /**
     * Is to be called often.
     *
     * @throws CanceledExecutionException if the user has cancelled
     */
    public void checkCanceled() throws CanceledExecutionException {
        progress.checkCanceled();
    }

    /** Sets the progress, 0 to 1. */
    public void setProgress(final double fraction) {
        progress.setProgress(fraction);
    }

    /** Sets progress and message. */
    public void setProgress(final double fraction, final String message) {
        progress.setProgress(fraction, message);
    }

    /** Sets progress and message, which is made when it is looked at. */
    public void setProgress(final double fraction, final Supplier<String> message) {
        progress.setProgress(fraction, message);
    }

    /** Sets the message. */
    public void setMessage(final String message) {
        progress.setMessage(message);
    }

    /** Returns a monitor whose whole progress is the given share of this one's. */
    public ExecutionMonitor createSubProgress(final double maxProg) {
        return new ExecutionMonitor(new SubNodeProgressMonitor(progress, maxProg, false));
    }
}
