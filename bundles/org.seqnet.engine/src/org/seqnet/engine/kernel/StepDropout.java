package org.seqnet.engine.kernel;

import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

/**
 * Drops outputs of recurrent layers in training. What is kept is divided by the share kept, so that inference needs no
 * correction (Srivastava et al., 2014).
 *
 * <p>What is dropped depends on the sequence's seed, layer and step alone: the way back draws it once more instead of
 * keeping it, and threads may share the sequences as they like.
 *
 * @param share the share of outputs that is dropped, above 0 and below 1
 * @param layers the number of recurrent layers
 * @param seeds one for each sequence, by its position in the {@link StepOrder}
 */
record StepDropout(double share, int layers, long[] seeds) {

    /** Multiplies rows of H values, those of {@code step} of the sequences [from, to), by 0 or 1 / (1 - share). */
    void apply(int layer, int step, int from, int to, float[] rows, int offset, int units) {
        float kept = (float) (1 / (1 - share));
        for (int n = from; n < to; n++) {
            var stream = new SeedStream(seeds[n], Purpose.DROPOUT, step * layers + layer);
            int at = offset + (n - from) * units;
            for (int k = at; k < at + units; k++) {
                rows[k] *= stream.nextDouble() < share ? 0 : kept;
            }
        }
    }
}
