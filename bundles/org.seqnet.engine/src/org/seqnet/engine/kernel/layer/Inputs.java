package org.seqnet.engine.kernel.layer;

/** What reads rows of values: a layer, or whoever wants a network's outputs. */
public interface Inputs {

    /**
     * Takes rows of one step of the sequences [from, to).
     *
     * @param rows as many rows from {@code offset} on. A layer that gives one step leaves them as they are until it has
     *     passed the gradients of these sequences, so that they can be read again; one that gives several overwrites
     *     them
     */
    void write(int step, int from, int to, float[] rows, int offset);

    /** Says whether only the last step of each sequence is read; no other is to be written then. */
    default boolean isLastStepOnly() {
        return false;
    }
}
