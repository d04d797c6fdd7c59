package org.seqnet.engine.network.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.seqnet.engine.sequence.Sequences;

/** A way to run a network forward and backward. One thread at a time uses it. */
interface Passes extends AutoCloseable {
    /** Starts an epoch of training, counted from 1. */
    void beginEpoch(int epoch);

    /**
     * Runs a mini-batch forward and backward; {@link #gradients} then holds the sums over it.
     *
     * @param values N sequences of T x F each, row-major, one after another; the array may be longer
     * @param timeSteps the T of each sequence; the array may be longer
     * @param actual N class indices; the array may be longer
     */
    BatchOutcome differentiate(float[] values, int[] timeSteps, int[] actual, int count);

    /** Returns the gradients in the parameters' order; there are none before {@link #differentiate}. */
    INDArray gradients();

    /** Takes notice that parameters have changed since the last {@link #classify}. */
    void takeParameters();

    /**
     * Writes class probabilities, N x K row-major.
     *
     * @param values N sequences of T x F each, row-major, one after another; the array may be longer
     * @param timeSteps the T of each sequence; the array may be longer
     */
    void classify(float[] values, int[] timeSteps, int count, float[] probabilities, int offset);

    /** Writes class probabilities, N x K row-major, of {@code count} sequences from {@code first} on. */
    void classify(Sequences sequences, int first, int count, float[] probabilities, int offset);

    /** Returns how many sequences to classify at once where a caller asks for batches of this size. */
    int batchSize(int asked);

    @Override
    void close();
}
