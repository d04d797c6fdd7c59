package org.seqnet.engine.kernel.layer;

import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

/**
 * Drops outputs of a layer in training. What is kept is divided by the share kept, so that prediction needs no
 * correction (Srivastava et al., 2014).
 *
 * <p>What is dropped depends on the sequence's seed, layer and step alone: the backward pass draws it once more instead
 * of keeping it, and threads may share the sequences as they like.
 *
 * @param share the share of outputs that is dropped, from 0 to below 1
 * @param layer which of the layers that may drop this is, from 0 on
 * @param layers how many layers may drop
 */
public record Dropout(double share, int layer, int layers) {

    /** Says whether anything is dropped. */
    public boolean drops() {
        return share > 0;
    }

    /** Returns the factor of what is kept. */
    public float scale() {
        return (float) (1 / (1 - share));
    }

    /** Returns a number from 0 to 1 for each output of a step of a sequence: below {@link #share}, it is dropped. */
    public SeedStream stream(long seed, int step) {
        return new SeedStream(seed, Purpose.DROPOUT, step * layers + layer);
    }

    /** Returns what the next value of a stream is multiplied by, 0 or {@link #scale}: no branch, which is guessed. */
    public float nextFactor(SeedStream stream) {
        long dropped = Double.doubleToRawLongBits(stream.nextDouble() - share) >> 63;
        return Float.intBitsToFloat(Float.floatToRawIntBits(scale()) & (int) ~dropped);
    }

    /** Multiplies rows of H values, those of {@code step} of the sequences [from, to), by {@link #nextFactor}. */
    public void apply(long[] seeds, int step, int from, int to, float[] rows, int offset, int units) {
        for (int n = from; n < to; n++) {
            var stream = stream(seeds[n], step);
            int at = offset + (n - from) * units;
            for (int k = at; k < at + units; k++) {
                rows[k] *= nextFactor(stream);
            }
        }
    }
}
