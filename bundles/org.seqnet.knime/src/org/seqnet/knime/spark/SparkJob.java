package org.seqnet.knime.spark;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.seqnet.engine.SeqNetException;

/** A training on Spark, wherever that runs. */
interface SparkJob {
    /** Who waits for it. */
    interface Observer {
        /** Tells what has happened since the last time; called several times a second, also if nothing has. */
        void happened(List<SparkEvent> events);

        /** Asks whether to end it. */
        boolean isCancelled();
    }

    /**
     * Runs it to its end. Nothing of it goes on after that, however it ends.
     *
     * @throws SeqNetException if it fails; the message says what to do
     * @throws CancellationException if the observer has canceled it
     * @throws IOException if it cannot be started, or is lost; the message says what to do
     */
    void run(Observer observer) throws IOException;
}
