package org.seqnet.engine.kernel;

import org.seqnet.engine.network.SeedStream;

/** A kernel of the processor that may differentiate what its first layer reads, too: a layer below learns from that. */
interface EncoderKernel extends NetworkKernel {
    /** Stands for input gradients that nobody wants. */
    float[] NONE = {};

    /**
     * Runs a mini-batch forward and backward as {@link NetworkKernel#differentiate} does.
     *
     * @param inputGradients written: dL/dx, laid out as the mini-batch's values; {@link #NONE} if nobody wants them
     * @throws IllegalArgumentException if there are too few parameters or values
     */
    Outcome differentiate(
            float[] parameters, MiniBatch batch, SeedStream dropout, float[] gradients, float[] inputGradients);

    @Override
    default Outcome differentiate(float[] parameters, MiniBatch batch, SeedStream dropout, float[] gradients) {
        return differentiate(parameters, batch, dropout, gradients, NONE);
    }
}
