package org.seqnet.cudnn.network;

import org.seqnet.cudnn.layer.CardBatch;

/** Where the values of a training's mini-batches come from. */
interface BatchInputs {

    /** Starts an epoch, counted from 1, which visits the sequences in this order. */
    void beginEpoch(int epoch, int[] order);

    /**
     * Makes the values of the next mini-batch ready.
     *
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    void next();

    /**
     * Queues that the values that were made ready last are laid out for the first layer, and returns where; addresses
     * are the same for all mini-batches.
     */
    long arrange(CardBatch batch);
}
