package org.seqnet.cudnn.layer;

import org.seqnet.cudnn.card.Queue;

/**
 * Drops what the engine's {@code Dropout} drops.
 *
 * @param share the share of outputs that is dropped, from 0 to below 1
 * @param layer which of the layers that may drop this is, from 0 on
 * @param layers how many layers may drop
 */
record CardDropout(double share, int layer, int layers) {

    boolean drops(Mode mode) {
        return share > 0 && mode == Mode.TRAINING;
    }

    private float scale() {
        return (float) (1 / (1 - share));
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
                share,
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
                share,
                scale(),
                layer,
                layers);
    }
}
