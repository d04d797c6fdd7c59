package org.seqnet.engine.accelerator;

import org.seqnet.engine.kernel.MiniBatch;

/** Makes the mini-batches of an epoch, one after another. */
public interface BatchSource {

    /** Returns the number of mini-batches of an epoch. */
    int count();

    /**
     * Starts an epoch, counted from 1, which visits the sequences in this order; the array must stay as it is until the
     * epoch ends.
     */
    void begin(int epoch, int[] order);

    /**
     * Returns the next mini-batch of the epoch; each epoch has {@link #count()} of them. Its arrays are overwritten
     * once another one has been asked for.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    MiniBatch next();
}
