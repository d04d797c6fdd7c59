package org.seqnet.engine.kernel.product;

/** Some rows of {@link Activations}, for one thread at a time. */
public interface Rows {

    /** Is {@code count} rows from {@code first} on from now on. */
    void take(long first, int count);
}
