package org.seqnet.engine.kernel.product;

import org.seqnet.engine.kernel.product.NativeFloats.Cursor;

/** Activations as they were given. */
final class FloatActivations implements Activations {
    private final NativeFloats memory;
    private final int stride;

    /** @param stride the distance between rows */
    FloatActivations(long rows, int stride) {
        this.memory = new NativeFloats(rows * stride);
        this.stride = stride;
    }

    @Override
    public void write(long firstRow, int count, int column, int width, float[] values, int offset) {
        var buffer = memory.buffer();
        int first = Math.toIntExact(firstRow) * stride + column;
        if (width == stride) {
            buffer.put(first, values, offset, count * width);
            return;
        }
        for (int row = 0; row < count; row++) {
            buffer.put(first + row * stride, values, offset + row * width, width);
        }
    }

    @Override
    public Rows rows() {
        return new FloatRows(memory.cursor(stride));
    }

    /** A view of some. */
    static final class FloatRows implements Rows {
        private final Cursor cursor;
        private long first;
        private int count;

        private FloatRows(Cursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public void take(long newFirst, int newCount) {
            first = newFirst;
            count = newCount;
        }

        int count() {
            return count;
        }

        /** Returns a place in the first row, until the next call. */
        Cursor at(int column) {
            return cursor.at(first * cursor.stride() + column);
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
