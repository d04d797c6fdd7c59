package org.seqnet.engine.training;

import java.util.concurrent.CancellationException;

/** Ends a training that is not wanted any more. */
final class Cancellation {
    private Cancellation() {}

    /** Throws a {@link CancellationException} if the listener cancels or the thread is interrupted. */
    static void requireNone(TrainingListener listener) {
        if (listener.isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Training was canceled.");
        }
    }
}
