package org.seqnet.cudnn.layer;

/** A layer, or several as one, on a card. */
public interface CardLayer extends Part {

    /**
     * Queues the forward pass of a mini-batch, and returns the address of the output.
     *
     * @param input the output of the layer below, which stays until the backward pass is done
     * @param weights its space of weights
     */
    long forward(CardBatch batch, long input, long weights, Mode mode);

    /**
     * Queues the backward pass of the mini-batch whose forward pass was last, in {@link Mode#TRAINING}, and returns the
     * address of the input's gradient; 0 if the layer was made not to compute it.
     *
     * @param outputGradient overwritten if the layer likes
     * @param gradients its space of gradients, which are added
     */
    long backward(CardBatch batch, long input, long outputGradient, long weights, long gradients);
}
