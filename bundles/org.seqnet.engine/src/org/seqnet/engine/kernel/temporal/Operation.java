package org.seqnet.engine.kernel.temporal;

import java.nio.FloatBuffer;
import java.util.List;

/** An operation with its weights. It takes one sequence at a time, named by its position; threads take others. */
interface Operation extends AutoCloseable {

    /** Returns how many parameters it has. */
    int parameterCount();

    /**
     * Returns tasks that take over its parameters; they may run at once.
     *
     * @param training whether gradients are to follow
     */
    List<Runnable> packing(FloatBuffer parameters, boolean training);

    /** Makes room for a mini-batch of so many sequences, computed by so many tasks. */
    void prepare(int sequences, int tasks);

    /** Computes what it writes of a sequence. */
    void forward(Signals signals, int sequence);

    /**
     * Computes the gradients of what it reads of a sequence, and adds to the task's sums what the sequence has to say
     * about its parameters.
     */
    void backward(Signals signals, int sequence, int task);

    /** Returns tasks that write the gradients of its parameters; they may run at once. */
    List<Runnable> gradients(FloatBuffer target);

    @Override
    void close();
}
