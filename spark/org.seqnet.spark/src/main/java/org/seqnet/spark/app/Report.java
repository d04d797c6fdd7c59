package org.seqnet.spark.app;

import java.util.Optional;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.training.BatchProgress;

/** Tells a person or a program how far an application has come. */
interface Report {

    /** Tells what computes so many rows in so many shards. */
    void begins(String device, long rows, int shards);

    /** Tells something that is no warning. */
    void tells(String line);

    /** Tells that something is not as it should be, and what was done. */
    void warns(String text);

    /**
     * Tells how far training has come; called often.
     *
     * @param validation of the epoch before
     */
    void batchEnded(BatchProgress progress, Optional<Evaluation> validation);

    /** Tells how far something has come that has no mini-batches; called often. */
    void progressed(double fraction, String text);

    /**
     * Tells that an epoch has ended.
     *
     * @param line what the log shows of it
     * @param fraction how much of the training is done, 0 to 1
     */
    void epochEnded(int epoch, int epochs, String line, double fraction);

    /** Tells that all is done. */
    void done(String output);

    /** Tells why it ended without a result, and what to do. */
    void fails(String message);
}
