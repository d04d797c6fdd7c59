package org.seqnet.engine.network;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * One operation of a {@link TemporalGraph}: it reads one signal, or two, and writes another, or some channels of it. A
 * signal has a value for each channel at each time step; signals are named by their numbers.
 */
public sealed interface TemporalOperation {

    /** Returns what the function for its kind makes of it. */
    <T> T fold(
            Function<Convolution, T> convolution,
            Function<MaxPooling, T> pooling,
            Function<Normalization, T> normalization);

    /** Returns what its parameters are, in their order. */
    List<ParameterBlock> parameters();

    /** Returns the signal that it writes. */
    int target();

    /**
     * A convolution over time without biases, of zeros beyond a sequence's ends: an output at step t sees steps
     * t + dilation * (j - (kernelSize - 1) / 2) for j = 0 .. kernelSize - 1, so that there are as many outputs as
     * steps. Its weights are kernelSize x inputs x filters, row-major.
     *
     * @param source the signal that it reads
     * @param inputs the channels of the source
     * @param target the signal that it writes
     * @param channel the first of the channels that it writes
     * @param filters the number of channels that it writes
     * @param kernelSize the steps that a filter sees at once
     * @param dilation the distance between two of them
     */
    record Convolution(int source, int inputs, int target, int channel, int filters, int kernelSize, int dilation)
            implements TemporalOperation {

        @Override
        public <T> T fold(
                Function<Convolution, T> convolution,
                Function<MaxPooling, T> pooling,
                Function<Normalization, T> normalization) {
            return convolution.apply(this);
        }

        @Override
        public List<ParameterBlock> parameters() {
            return List.of(ParameterBlock.weights(weights()));
        }

        /** Returns the number of weights. */
        public long weights() {
            return (long) kernelSize * inputs * filters;
        }
    }

    /**
     * The largest value of each channel among a step and its two neighbors.
     *
     * @param source the signal that it reads
     * @param channels the channels of both signals
     * @param target the signal that it writes
     */
    record MaxPooling(int source, int channels, int target) implements TemporalOperation {

        @Override
        public <T> T fold(
                Function<Convolution, T> convolution,
                Function<MaxPooling, T> pooling,
                Function<Normalization, T> normalization) {
            return pooling.apply(this);
        }

        @Override
        public List<ParameterBlock> parameters() {
            return List.of();
        }
    }

    /**
     * Batch normalization over all steps of all sequences of a mini-batch, to whose result another signal may be added;
     * then ReLU, if wanted. Its parameters are gamma, beta, moving mean and moving variance, one of each for a channel.
     *
     * @param source the signal that it reads
     * @param addend the signal that is added before ReLU
     * @param channels the channels of all signals
     * @param isRectified whether ReLU follows
     * @param target the signal that it writes
     */
    record Normalization(int source, OptionalInt addend, int channels, boolean isRectified, int target)
            implements TemporalOperation {

        @Override
        public <T> T fold(
                Function<Convolution, T> convolution,
                Function<MaxPooling, T> pooling,
                Function<Normalization, T> normalization) {
            return normalization.apply(this);
        }

        @Override
        public List<ParameterBlock> parameters() {
            return List.of(ParameterBlock.biases(2L * channels), ParameterBlock.statistics(2L * channels));
        }
    }
}
