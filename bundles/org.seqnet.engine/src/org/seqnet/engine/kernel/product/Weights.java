package org.seqnet.engine.kernel.product;

import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/**
 * A matrix (k x n) on the right of many products, laid out once as a library multiplies with it. Any number of threads
 * may multiply with it at once, but not while it is packed.
 */
public interface Weights extends NativeMemory {

    /** Takes over the values of a row-major matrix, which must stay as they are, as the cursor must stay there. */
    void pack(Cursor values);

    /** c (m x n) = a (m x k) times these + beta * c; beta is 0 or 1. */
    void multiply(int m, Cursor a, float beta, Cursor c);

    /** c (m x n) = the columns from {@code column} on of the rows a times these + beta * c; beta is 0 or 1. */
    void multiply(Rows a, int column, float beta, Cursor c);
}
