package org.seqnet.cudnn.layer;

/** A head on a card. */
public interface CardHead extends Part {

    /** Says how many labels a sequence has at most in the mini-batches of training that are prepared from now on. */
    default void expect(int mostLabels) {}

    /**
     * Queues a prediction.
     *
     * @param input the encoder's output, B x O
     * @param output written, B x K
     */
    void predict(CardBatch batch, long input, long weights, long output);

    /**
     * Queues the forward pass, the loss and the backward pass of a mini-batch, and returns the address of the encoder's
     * gradient, B x O, which may be overwritten.
     *
     * @param gradients its space of gradients, which are added
     * @param figures the address of the figures of the mini-batches so far (see {@code control.h}), added to
     */
    long differentiate(CardBatch batch, long input, long weights, long gradients, CardTargets targets, long figures);
}
