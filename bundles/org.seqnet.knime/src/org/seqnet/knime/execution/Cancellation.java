package org.seqnet.knime.execution;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;

/** What KNIME throws when its user cancels, as the answer that the engine asks for. */
public final class Cancellation {
    private Cancellation() {}

    /** Returns whether the execution has been cancelled. */
    public static boolean requested(ExecutionMonitor monitor) {
        try {
            monitor.checkCanceled();
            return false;
        } catch (CanceledExecutionException e) {
            return true;
        }
    }
}
