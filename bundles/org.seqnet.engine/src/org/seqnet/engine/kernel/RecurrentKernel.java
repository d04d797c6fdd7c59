package org.seqnet.engine.kernel;

import java.util.Optional;

/**
 * Runs one whole recurrent layer over a mini-batch, forward and backward, on plain buffers.
 *
 * <p>With x the input, h the output, c the cell and * the product of elements, step t of an LSTM computes
 *
 * <pre>
 * i = tanh(x(t) Wi + h(t-1) Ri + bi)      f, o, g = sigmoid(the same with Wf, Wo, Wg ...)
 * c(t) = f * c(t-1) + g * i               h(t) = o * tanh(c(t))
 * </pre>
 *
 * (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000 and no peepholes; names as in
 * Deeplearning4j), that of a simple layer
 *
 * <pre>
 * h(t) = f(x(t) W + h(t-1) R + b)         f = tanh or max(0, .)
 * </pre>
 *
 * (Elman 1990; with max(0, .) Le, Jaitly and Hinton 2015). {@link ReferenceKernel} spells the equations out and is the
 * judge of all other implementations.
 *
 * <p>A kernel is used by one thread at a time; it may run threads of its own.
 */
public interface RecurrentKernel extends AutoCloseable {

    LayerShape shape();

    /**
     * Runs all time steps.
     *
     * @param parameters read during the call only
     * @param output written: N x T x H
     * @param keep whether {@link #backward} is to follow; a pass that keeps nothing needs less memory
     * @throws IllegalArgumentException if shapes disagree
     */
    void forward(LayerParameters parameters, LayerInput input, SequenceView output, boolean keep);

    /** Copies the state after the last step of the latest {@link #forward}. */
    void copyLastState(LayerState target);

    /**
     * Propagates gradients back through the latest {@link #forward}, which must have kept what this needs.
     *
     * @param outputGradient dL/dh as seen by the layer above, N x T x H
     * @param firstStep 0, or the step at which truncated back-propagation ends: earlier steps contribute nothing
     * @param inputGradient written if present: dL/dx, N x T x F
     * @param gradients written (not added to)
     * @throws IllegalStateException if the latest forward pass kept nothing
     */
    void backward(
            SequenceView outputGradient,
            int firstStep,
            Optional<SequenceView> inputGradient,
            LayerParameters gradients);

    /** Frees native memory at once; afterwards the kernel cannot be used. */
    @Override
    void close();
}
