package org.seqnet.engine.kernel.layer;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * One layer of a network: its weights, and what a mini-batch leaves in it for their gradients. What is computed for
 * some of the sequences is a thread's {@link Pass} in training and its {@link Stream} in prediction.
 *
 * <p>Values go from layer to layer as rows, one for each sequence that has the step.
 */
public interface Layer extends AutoCloseable {

    /** Returns how many numbers it holds. */
    int parameterCount();

    /**
     * Returns tasks that lay out its weights for the products that follow; they may run at once.
     *
     * @param parameters its own, in Deeplearning4j's order
     * @param training whether gradients are to follow
     */
    List<Runnable> packing(FloatBuffer parameters, boolean training);

    /**
     * Makes room for a mini-batch; what was kept of another one is lost.
     *
     * @param waits whether groups go on to other groups before their backward pass, so that the layer has to keep what
     *     it needs of all; otherwise each pass keeps what it needs of one group
     */
    void prepare(Batch batch, boolean waits);

    /** Returns room for a thread's work on groups of at most this many sequences. */
    Pass pass(int sequences);

    /** Returns room for a thread's predictions. */
    Stream stream(Stream.Size size);

    /** Returns tasks that write its gradients, summed over the mini-batch; they may run at once. */
    List<Runnable> gradients(FloatBuffer target);

    /** Says whether a pass takes sequences one by one, so that all that one needs stays in a core's cache. */
    default boolean isOneByOne() {
        return false;
    }

    /**
     * Says whether all sequences of the mini-batch have to meet in this layer, forward and backward: groups then wait
     * for each other after {@link Pass#forwardToJoin} and after {@link Pass#backwardToJoin}.
     */
    default boolean joins() {
        return false;
    }

    /** Joins what all passes have found, between {@link Pass#forwardToJoin} and {@link Pass#forward}. */
    default void joinForward() {
        throw new IllegalStateException("This layer joins nothing.");
    }

    /** Joins what all passes have found, between {@link Pass#backwardToJoin} and {@link Pass#backward}. */
    default void joinBackward() {
        throw new IllegalStateException("This layer joins nothing.");
    }

    @Override
    void close();
}
