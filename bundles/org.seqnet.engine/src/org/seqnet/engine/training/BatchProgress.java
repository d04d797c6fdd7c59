package org.seqnet.engine.training;

import java.util.Optional;
import org.seqnet.engine.trained.Evaluation;

/**
 * Where training stands after a mini-batch.
 *
 * @param epoch the running pass, counted from 1; a resumed training goes on counting
 * @param epochs the last pass that was asked for
 * @param batch the mini-batch just done, counted from 1 in each pass
 * @param batches the mini-batches of a pass
 * @param training how the network has done on the training data in this pass so far
 * @param samplesPerSecond training sequences a second in this pass so far
 * @param left how long training goes on; empty before that can be told
 * @param epochsBefore the passes of the network that is trained on, 0 for a new one
 */
public record BatchProgress(
        int epoch,
        int epochs,
        int batch,
        int batches,
        Evaluation training,
        double samplesPerSecond,
        Optional<TimeLeft> left,
        int epochsBefore) {

    /** Returns the same with another time left. */
    public BatchProgress with(Optional<TimeLeft> otherLeft) {
        return new BatchProgress(epoch, epochs, batch, batches, training, samplesPerSecond, otherLeft, epochsBefore);
    }

    /** Returns the share of all mini-batches that are done, 0 to 1. */
    public double fraction() {
        return ((epoch - epochsBefore - 1.0) * batches + batch) / ((double) (epochs - epochsBefore) * batches);
    }
}
