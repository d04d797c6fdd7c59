package org.seqnet.engine.kernel.product;

import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/** Rows that are multiplied where they are. */
final class GivenRows implements Rows {
    private Cursor cursor;
    private long first;
    private int count;

    @Override
    public void take(int newCount, Cursor newFirst) {
        count = newCount;
        cursor = newFirst;
        first = newFirst.index();
    }

    int count() {
        return count;
    }

    Cursor at(int column) {
        return cursor.at(first + column);
    }

    @Override
    public void close() {
        // Whoever gave the rows closes them.
    }
}
