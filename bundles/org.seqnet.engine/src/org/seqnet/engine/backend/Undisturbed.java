package org.seqnet.engine.backend;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Work that an interrupt must not reach, as it can be done but once in a process. KNIME interrupts the thread of a node
 * that is cancelled, and an interrupt ends whatever has to do with files.
 */
final class Undisturbed {
    private Undisturbed() {}

    /** Returns what {@code work} returns, done on a thread of its own; an interrupt of this one stays for later. */
    static <T> T call(Supplier<T> work) {
        var task = new FutureTask<>(work::get);
        var thread = new Thread(task, "seqnet-start");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
