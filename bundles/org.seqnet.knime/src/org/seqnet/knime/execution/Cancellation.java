package org.seqnet.knime.execution;

import java.util.concurrent.CancellationException;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** KNIME throws when its user cancels; the engine asks, and throws an exception of its own. This is the translation. */
public final class Cancellation {
    private Cancellation() {}

    /** Returns whether the execution has been canceled. */
    public static boolean requested(ExecutionMonitor monitor) {
        try {
            monitor.checkCanceled();
            return false;
        } catch (CanceledExecutionException e) {
            return true;
        }
    }

    /** Work of the engine that ends in a {@link CancellationException} when it is told to. */
    @FunctionalInterface
    public interface Work<R, E extends Exception> {
        /** Does it. */
        R run() throws E;
    }

    /**
     * Does work of the engine.
     *
     * @throws CanceledExecutionException if it was told to end
     */
    public static <R, E extends Exception> R passedOn(ExecutionMonitor monitor, Work<R, E> work)
            throws E, CanceledExecutionException {
        try {
            return work.run();
        } catch (CancellationException e) {
            monitor.checkCanceled();
            throw new CanceledExecutionException();
        }
    }
}
