package org.seqnet.cudnn.convolution;

import java.util.Locale;
import org.seqnet.engine.SeqNetException;

/**
 * The size of values B x C x P.
 *
 * @param images B
 * @param places P
 * @param lengths the address of how many places each has of its own; 0 if it is all of them
 */
record Planes(int images, int places, long lengths) {

    /**
     * Returns the number of values of so many channels.
     *
     * @throws SeqNetException if they are more than cuDNN computes at once
     */
    int count(int channels) {
        long count = (long) images * channels * places;
        if (count > Integer.MAX_VALUE) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "A mini-batch of %,d sequences makes %,d values of one layer, more than a GPU computes at once. "
                            + "Decrease the batch size, or set the device to cpu.",
                    images,
                    count));
        }
        return (int) count;
    }
}
