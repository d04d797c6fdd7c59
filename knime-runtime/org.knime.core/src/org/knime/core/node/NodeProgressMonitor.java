package org.knime.core.node;

import java.util.function.Supplier;
import org.knime.core.node.workflow.NodeProgressListener;

/** Where a node's progress is told and its cancellation asked for. */
public interface NodeProgressMonitor {

    /** Throws if the user has cancelled. */
    void checkCanceled() throws CanceledExecutionException;

    /** Sets the progress, 0 to 1. */
    void setProgress(final double progress);

    /** Returns the progress, {@code null} if it is not known. */
    Double getProgress();

    /** Sets progress and message. */
    void setProgress(final double progress, final String message);

    /** Sets progress and message. */
    default void setProgress(final double progress, final Supplier<String> message) {
        setProgress(progress, message.get());
    }

    /** Sets the message. */
    void setMessage(final String message);

    /** Sets the message. */
    default void setMessage(final Supplier<String> message) {
        setMessage(message.get());
    }

    /** Returns the message, {@code null} if there is none. */
    String getMessage();

    /** Asks the node to stop. */
    void setExecuteCanceled();

    /** Starts anew: no progress, no message, not cancelled. */
    void reset();

    /** Adds a listener. */
    void addProgressListener(final NodeProgressListener l);
}
