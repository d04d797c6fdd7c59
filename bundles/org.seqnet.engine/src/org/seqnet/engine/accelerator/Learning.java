package org.seqnet.engine.accelerator;

import java.util.List;

/**
 * A network that learns, mini-batch by mini-batch, wherever its parameters are. Used by one thread at a time.
 *
 * <p>Every method throws a {@link org.seqnet.engine.SeqNetException} if the device fails.
 */
public interface Learning extends AutoCloseable {

    /** Returns what computes, such as {@code CPU, 2 threads}. */
    String device();

    /** Returns the number of mini-batches of an epoch. */
    int batches();

    /**
     * Starts an epoch, counted from 1, which visits the sequences in this order; the array must stay as it is until the
     * epoch ends. What is dropped depends on seed and epoch alone.
     */
    void beginEpoch(int epoch, int[] order);

    /**
     * Learns the next mini-batch of the epoch. A device may still be at work on it when this returns.
     *
     * @param learningRate the length of the step
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    void step(double learningRate);

    /**
     * Says whether a step is done when {@link #step} returns. If so, its figures are asked for after each step;
     * otherwise a few times a second, and at the end of each epoch.
     */
    default boolean isImmediate() {
        return false;
    }

    /** Does the steps that have been put off, if there are any, so that all that were asked for are done. */
    default void settle() {}

    /** Waits for what has been begun, and returns what the mini-batches since the last call gave. */
    Figures figures();

    /**
     * Returns the same, of each mini-batch by itself where it is known: sums then are those of a processor that learns
     * one after another.
     */
    default List<Figures> figuresByStep() {
        return List.of(figures());
    }

    /**
     * Returns a copy of the parameters, flat, in the order that {@code TrainedNetwork} describes.
     *
     * @param which those that the last step left, or their running mean
     */
    float[] parameters(Which which);

    /** Returns a copy of what the updater carries from step to step, in the order of {@code TrainedNetwork}. */
    float[] updaterState();

    /** Returns how many steps the updater has done, those before this training included. */
    long steps();

    /** Which parameters are meant. */
    enum Which {
        /** Those that the last step left. */
        LATEST,
        /** The running mean over the last steps, if the plan asks for it; otherwise as {@link #LATEST}. */
        AVERAGED
    }

    @Override
    void close();
}
