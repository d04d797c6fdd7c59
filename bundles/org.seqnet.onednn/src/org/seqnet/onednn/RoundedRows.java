package org.seqnet.onednn;

import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.kernel.product.Rows;

/** Rows in bfloat16, and the lane of the thread that multiplies them. */
final class RoundedRows implements Rows {
    private final int mostRows;
    private final int width;
    private final int stride;
    private final Lane lane;
    private final NativeBytes values = new NativeBytes();
    private final long first;
    private int count;

    RoundedRows(int mostRows, int width, Operations operations) {
        this.mostRows = mostRows;
        this.width = width;
        stride = Lane.stride(width);
        lane = new Lane(operations);
        first = values.address((long) mostRows * stride * Lane.BYTES);
    }

    @Override
    public void take(int newCount, Cursor from) {
        if (newCount > mostRows) {
            throw new IllegalArgumentException("There is room for " + mostRows + " rows, not for " + newCount + ".");
        }
        count = newCount;
        lane.round(count, width, from.address(), from.stride(), first, stride);
    }

    /** c = the columns from {@code column} on, as many as {@code weights} has rows, times these, + c if it adds. */
    void multiply(int column, PackedWeights weights, boolean adds, Cursor c) {
        lane.multiply(
                count,
                weights.n(),
                weights.k(),
                first + (long) column * Lane.BYTES,
                stride,
                weights.address(),
                c.address(),
                c.stride(),
                adds);
    }

    @Override
    public void close() {
        lane.close();
        values.close();
    }
}
