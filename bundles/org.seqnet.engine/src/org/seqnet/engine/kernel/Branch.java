package org.seqnet.engine.kernel;

import java.nio.FloatBuffer;
import java.util.List;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Columns;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.Workers;

/** A part of an encoder that reads the sequences by itself and gives some of the values that the head reads. */
interface Branch extends AutoCloseable {

    /** Returns how many numbers it holds. */
    int parameterCount();

    /**
     * Returns tasks that take over its parameters; they may run at once.
     *
     * @param training whether gradients are to follow
     */
    List<Runnable> packing(FloatBuffer parameters, boolean training);

    /**
     * Takes a mini-batch forward.
     *
     * @param values its sequences, one after another as they were given
     * @param target written: what it gives
     */
    void forward(Batch batch, float[] values, Workers workers, Columns target);

    /**
     * Takes the mini-batch backward.
     *
     * @param gradients those of what it gave; overwritten
     */
    void backward(Workers workers, Columns gradients);

    /**
     * Adds the gradients of what it has read of the mini-batch, if it was made to differentiate that.
     *
     * @param target laid out as the values
     */
    void addInputGradients(float[] target);

    /** Returns tasks that write its gradients, summed over the mini-batch; they may run at once. */
    List<Runnable> gradients(FloatBuffer target);

    /** Returns room for a thread's predictions of groups of at most this many sequences. */
    Reader reader(int sequences);

    /** Predicts a group at a time, for one thread. */
    interface Reader extends AutoCloseable {

        /** Writes what the branch gives for a group, whose first sequence has row 0. */
        void read(SequenceSource source, StepOrder order, Group group, Columns target);

        @Override
        void close();
    }

    @Override
    void close();
}
