package org.seqnet.engine.kernel.layer;

/** What reads rows of values: a layer, or whoever wants a network's outputs. */
public interface Inputs {

    /**
     * Takes rows of one step of the sequences [from, to).
     *
     * @param rows as many rows from {@code offset} on. The network's input and convolution blocks leave them as they
     *     are until the layer above is done with these sequences, in training with their gradients too, so that it need
     *     not copy them; all other layers overwrite them
     */
    void write(int step, int from, int to, float[] rows, int offset);

    /** Says whether only the last step of each sequence is read; no other is to be written then. */
    default boolean isLastStepOnly() {
        return false;
    }
}
