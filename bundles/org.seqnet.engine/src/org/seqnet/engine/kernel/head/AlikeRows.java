package org.seqnet.engine.kernel.head;

import org.seqnet.engine.kernel.product.MatrixProducts;

/**
 * Places in a product whose rows are all rounded alike, so that a result depends neither on which rows stand beside it
 * nor on how many: of each unit of rows ({@link MatrixProducts#rowUnit}) the first half, but two at least. Where the
 * unit is 12, that is OpenBLAS' kernel for Haswell, which rounds the second six differently, half of a product is
 * computed for nothing.
 */
record AlikeRows(int unit, int used) {

    static AlikeRows of(MatrixProducts products) {
        return new AlikeRows(products.rowUnit(), Math.max(2, products.rowUnit() / 2));
    }

    /** Returns the row of the i-th. */
    int row(int i) {
        return i / used * unit + i % used;
    }

    /** Returns how many rows a product of this many has. */
    int rows(int count) {
        return (count + used - 1) / used * unit;
    }
}
