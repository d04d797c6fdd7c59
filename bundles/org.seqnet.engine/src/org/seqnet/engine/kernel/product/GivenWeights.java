package org.seqnet.engine.kernel.product;

import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/** Weights that are multiplied as they were given. */
final class GivenWeights implements Weights {
    private final MatrixProducts products;
    private final int k;
    private final int n;
    private Cursor values;

    GivenWeights(MatrixProducts products, int k, int n) {
        this.products = products;
        this.k = k;
        this.n = n;
    }

    @Override
    public void pack(Cursor given) {
        values = given;
    }

    @Override
    public void multiply(int m, Cursor a, float beta, Cursor c) {
        products.multiply(m, n, k, a, values, beta, c);
    }

    @Override
    public void multiply(Rows a, int column, float beta, Cursor c) {
        var rows = (FloatActivations.FloatRows) a; // as the same products make no others
        multiply(rows.count(), rows.at(column), beta, c);
    }

    @Override
    public void close() {
        // Whoever gave the values closes them.
    }
}
