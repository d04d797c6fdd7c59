package org.seqnet.onednn;

import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.kernel.product.Rows;
import org.seqnet.engine.kernel.product.Weights;

/** Weights in bfloat16, in the layout that oneDNN favors. */
final class PackedWeights implements Weights {
    private final int k;
    private final int n;
    private final MixedProducts products;
    private final NativeBytes values = new NativeBytes();
    private long first;

    PackedWeights(int k, int n, MixedProducts products) {
        this.k = k;
        this.n = n;
        this.products = products;
    }

    int k() {
        return k;
    }

    int n() {
        return n;
    }

    /** @throws IllegalStateException if they have not been packed */
    long address() {
        if (first == 0) {
            throw new IllegalStateException("These weights have not been packed.");
        }
        return first;
    }

    @Override
    public void pack(Cursor from) {
        products.prepareThread();
        first = products.lane().pack(k, n, from.address(), from.stride(), values);
    }

    @Override
    public void multiply(int m, Cursor a, float beta, Cursor c) {
        products.multiply(m, n, k, a, address(), beta != 0, c);
    }

    @Override
    public void multiply(Rows a, int column, float beta, Cursor c) {
        ((RoundedActivations.View) a).multiply(column, this, beta != 0, c); // as the same products make no others
    }

    @Override
    public void close() {
        values.close();
        first = 0;
    }
}
