package org.seqnet.onednn;

import java.nio.ShortBuffer;
import java.util.Objects;
import org.seqnet.engine.kernel.product.Activations;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.kernel.product.Rows;

/** Activations in bfloat16: they are rounded once, and take half the memory. */
final class RoundedActivations implements Activations {
    /** Fewer columns are rounded in Java: a call takes longer. All that are as wide are rounded alike. */
    private static final int LEAST_COLUMNS = 64;

    private final MixedProducts products;
    private final long rows;
    private final int width;
    private final int stride;
    private final NativeBytes memory = new NativeBytes();
    private final long first;
    private final ShortBuffer values;

    RoundedActivations(long rows, int width, MixedProducts products) {
        this.products = products;
        this.rows = rows;
        this.width = width;
        stride = Lane.stride(width);
        long bytes = rows * stride * Lane.BYTES;
        values = memory.buffer(bytes).asShortBuffer(); // zeros, as all that is new
        first = memory.address(bytes);
    }

    @Override
    public void write(long firstRow, int count, int column, int columns, float[] given, int offset) {
        // Behind this, nothing else looks at what is written where.
        Objects.checkFromIndexSize(firstRow, count, rows);
        Objects.checkFromIndexSize(column, columns, width);
        long at = firstRow * stride + column;
        if (columns >= LEAST_COLUMNS) {
            products.lane().round(count, columns, given, offset, first + at * Lane.BYTES, stride);
            return;
        }
        for (int row = 0; row < count; row++) {
            int to = (int) at + row * stride;
            int from = offset + row * columns;
            for (int i = 0; i < columns; i++) {
                values.put(to + i, rounded(given[from + i]));
            }
        }
    }

    /** Rounds as the instructions do: to the nearest even, and subnormal numbers to zero. */
    private static short rounded(float value) {
        if (Math.abs(value) < Float.MIN_NORMAL) {
            return (short) (Float.floatToRawIntBits(value) >>> 16 & 0x8000);
        }
        int bits = Float.floatToIntBits(value);
        return (short) (value == value ? bits + 0x7FFF + (bits >>> 16 & 1) >>> 16 : bits >>> 16);
    }

    @Override
    public Rows rows() {
        return new View();
    }

    /** A view of some. */
    final class View implements Rows {
        private long start;
        private int count;

        @Override
        public void take(long firstRow, int newCount) {
            Objects.checkFromIndexSize(firstRow, newCount, rows);
            start = first + firstRow * stride * Lane.BYTES;
            count = newCount;
        }

        int count() {
            return count;
        }

        int stride() {
            return stride;
        }

        /** Returns the address of so many columns in the first row. */
        long at(int column, int columns) {
            Objects.checkFromIndexSize(column, columns, width);
            return start + (long) column * Lane.BYTES;
        }

        /** c = the columns from {@code column} on, as many as {@code weights} has rows, times these, + c if it adds. */
        void multiply(int column, PackedWeights weights, boolean adds, Cursor c) {
            products.lane()
                    .multiply(
                            count,
                            weights.n(),
                            weights.k(),
                            at(column, weights.k()),
                            stride,
                            weights.address(),
                            c.address(),
                            c.stride(),
                            adds);
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
