package org.seqnet.cudnn.layer;

import org.seqnet.cudnn.card.Queue;

/**
 * A part of a network on a card, which has some of its parameters. What it needs on the card belongs to the
 * {@link Queue} that it was made with. Addresses are those of the card's memory; floats unless stated otherwise.
 *
 * <p>Weights lie in a space in the order that the part likes best. A gradient lies in a space alike, and is the sum
 * over the mini-batch; for statistics, what a step subtracts from them. Places to which no parameter belongs stay 0.
 */
public interface Part {

    /** Returns how many parameters it has, in the engine's order. */
    int parameterCount();

    /** Returns the size of its space in floats; unless stated otherwise, there is a place for each parameter. */
    default int spaceSize() {
        return parameterCount();
    }

    /** Returns the same with a gap behind it: spaces begin at multiples of 256 bytes, as cuDNN likes it. */
    default int alignedSize() {
        return Math.addExact(spaceSize(), 63) / 64 * 64;
    }

    /**
     * Tells where its parameters lie in its space; unless stated otherwise, in their order.
     *
     * @param places written from {@code from} on: for each parameter its place, {@code base} added
     */
    default void place(int[] places, int from, int base) {
        for (int i = 0; i < parameterCount(); i++) {
            places[from + i] = base + i;
        }
    }

    /**
     * Makes sure that there is room for such a mini-batch. Passes allocate nothing afterwards, so that they can be
     * recorded as a CUDA graph.
     */
    void prepare(CardBatch batch, Mode mode);
}
