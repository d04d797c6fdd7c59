package org.seqnet.engine.kernel.layer;

/**
 * Some sequences of a mini-batch on their way through a layer, forward and backward. It is for one thread at a time,
 * and for one group after another. Sequences are named by their positions in the {@link StepOrder}.
 */
public interface Pass extends Inputs, AutoCloseable {

    /** Begins with a group. */
    default void begin(Group group) {
        // Most keep nothing by group.
    }

    /** Computes all steps of the sequences [from, to), whose inputs have been written, and writes them on. */
    void forward(int from, int to, Inputs above);

    /** Computes the gradients of all steps of the sequences [from, to). */
    void backward(int from, int to, Pass above);

    /**
     * Reads the gradients of what the layer has read, dL/dx, as rows of one step of the sequences [from, to).
     *
     * @param target written from {@code offset} on
     */
    void readInputGradient(int step, int from, int to, float[] target, int offset);

    /** Goes forward as far as sequences need no others. */
    default void forwardToJoin(int from, int to) {
        throw new IllegalStateException("This layer joins nothing.");
    }

    /** Goes backward as far as sequences need no others. */
    default void backwardToJoin(int from, int to, Pass above) {
        throw new IllegalStateException("This layer joins nothing.");
    }

    @Override
    void close();
}
