package org.seqnet.cudnn.layer;

/**
 * A mini-batch as layers on a card see it.
 *
 * @param size how many sequences, B
 * @param longest the time steps of the longest, T
 * @param timeSteps the time steps of each, on the host; the array may be longer
 * @param equal whether all are as long
 * @param lengths the address of the same on the card, B integers
 * @param seeds the address of each sequence's seed for what is dropped, B 64-bit integers; 0 if nothing is dropped
 */
public record CardBatch(int size, int longest, int[] timeSteps, boolean equal, long lengths, long seeds) {

    /** Returns the number of rows of a padded mini-batch, T x B. */
    public long rows() {
        return (long) longest * size;
    }
}
