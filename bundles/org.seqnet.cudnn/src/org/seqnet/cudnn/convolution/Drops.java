package org.seqnet.cudnn.convolution;

import org.seqnet.cudnn.layer.CardBatch;
import org.seqnet.cudnn.layer.Mode;

/**
 * What a layer drops in training, as the engine's {@code Dropout} draws it (see {@code seeds.h}).
 *
 * @param share the share that is dropped, from 0 to below 1
 * @param stream which of the streams of random numbers of a sequence: step x layers + layer
 */
record Drops(double share, int stream) {

    /** Returns the address of the seeds that it draws by; 0 if nothing is dropped. */
    long seeds(CardBatch batch, Mode mode) {
        return share > 0 && mode == Mode.TRAINING ? batch.seeds() : 0;
    }

    /** Returns the share of 2^53: a number of 53 bits below it drops. */
    long threshold() {
        return (long) Math.ceil(share * 0x1p53);
    }

    /** Returns the factor of what is kept. */
    float scale(Mode mode) {
        return mode == Mode.TRAINING ? (float) (1 / (1 - share)) : 1f;
    }
}
