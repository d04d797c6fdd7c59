package org.seqnet.cudnn.recurrent;

import org.seqnet.cudnn.card.Queue;
import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.Mode;

/**
 * What training drops, as the engine's {@code Dropout} draws it (see {@code seeds.h}).
 *
 * @param share the share of outputs that is dropped, from 0 to below 1
 * @param layer which of the layers that may drop this is, from 0 on
 * @param layers how many layers may drop
 */
record StepDropout(double share, int layer, int layers) {

    boolean drops(Mode mode) {
        return share > 0 && mode == Mode.TRAINING;
    }

    /** Returns the factor of what is kept. */
    private float scale() {
        return (float) (1 / (1 - share));
    }

    /** Returns the share of 2^53: a number of 53 bits below it drops. */
    private long threshold() {
        return (long) Math.ceil(share * 0x1p53);
    }

    /** Queues it for the values of all steps, T x B x {@code width}; those of padding become 0. */
    void dropSteps(Queue queue, CardBatch batch, long source, long target, int width) {
        queue.launchFor(
                "dropSteps",
                batch.rows() * width,
                source,
                batch.seeds(),
                batch.lengths(),
                batch.size(),
                batch.longest(),
                width,
                threshold(),
                scale(),
                layer,
                layers,
                target);
    }

    /** Queues it for one row of each sequence, B x {@code width}, which is that of its last step. */
    void dropLast(Queue queue, CardBatch batch, long values, int width) {
        queue.launchFor(
                "dropLast",
                (long) batch.size() * width,
                values,
                batch.seeds(),
                batch.lengths(),
                batch.size(),
                width,
                threshold(),
                scale(),
                layer,
                layers);
    }
}
