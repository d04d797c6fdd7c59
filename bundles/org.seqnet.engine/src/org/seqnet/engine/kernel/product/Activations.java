package org.seqnet.engine.kernel.product;

/**
 * Rows of values that stay for several products: on the left of those with weights, and on both sides of those that
 * give the weights' gradients. They begin as zeros. Threads may write and read rows of their own at once.
 */
public interface Activations extends NativeMemory {

    /**
     * Writes {@code width} values to each of some rows, from a column on.
     *
     * @param values what is written from {@code offset} on, row after row
     */
    void write(long firstRow, int count, int column, int width, float[] values, int offset);

    /** Returns a new view of some rows, for one thread at a time. */
    Rows rows();
}
