package org.seqnet.onednn;

import org.seqnet.engine.kernel.product.Activations;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.NativeFloats.Cursor;
import org.seqnet.engine.kernel.product.Rows;
import org.seqnet.engine.kernel.product.Weights;
import org.seqnet.onednn.RoundedActivations.View;

/**
 * Products of operands rounded to bfloat16, the nearest or, of two, the even one, and summed in floats in an order that
 * depends on k alone. The instructions for them take subnormal numbers for zero.
 */
final class MixedProducts implements MatrixProducts {
    /** Rows that are rounded at once: they stay in a core's cache until they are multiplied. */
    private static final int ROWS = 128;

    /** The sums of transposed products have parts of so many values, and the last a multiple of these many. */
    private static final int PART = 192;

    private static final int PART_UNIT = 32;

    private final MatrixProducts single;
    private final Operations operations;
    private final ThreadLocal<Bench> benches = ThreadLocal.withInitial(Bench::new);

    /** A thread's lane, and memory for the operands of a product. */
    private final class Bench implements AutoCloseable {
        final Lane lane = new Lane(operations);
        final NativeBytes left = new NativeBytes();
        final NativeBytes right = new NativeBytes();
        final NativeBytes rounded = new NativeBytes();

        @Override
        public void close() {
            lane.close();
            left.close();
            right.close();
            rounded.close();
        }
    }

    /** @param single products in single precision, whose OpenMP oneDNN shares */
    MixedProducts(MatrixProducts single) {
        this.single = single;
        this.operations = new Operations(single);
    }

    @Override
    public void multiply(int m, int n, int k, Cursor a, Cursor b, float beta, Cursor c) {
        var bench = benches.get();
        long packed = bench.lane.pack(k, n, b.address(), b.stride(), bench.right);
        multiply(m, n, k, a, packed, beta != 0, c);
    }

    /** c (m x n) = a (m x k) times b, which is packed, + c if it adds. */
    void multiply(int m, int n, int k, Cursor a, long b, boolean adds, Cursor c) {
        var bench = benches.get();
        int stride = Lane.stride(k);
        long left = bench.left.address((long) Math.min(m, ROWS + 1) * stride * Lane.BYTES);
        for (int row = 0; row < m; ) {
            int count = m - row == ROWS + 1 ? ROWS + 1 : Math.min(m - row, ROWS); // never one row alone
            bench.lane.round(count, k, a.address() + (long) row * a.stride() * Float.BYTES, a.stride(), left, stride);
            bench.lane.multiply(
                    count,
                    n,
                    k,
                    left,
                    stride,
                    b,
                    c.address() + (long) row * c.stride() * Float.BYTES,
                    c.stride(),
                    adds);
            row += count;
        }
    }

    @Override
    public void multiplyTransposed(int m, int n, int k, Cursor a, Cursor b, float beta, Cursor c) {
        for (int from = 0; from < k; from += PART) {
            addTransposed(m, n, Math.min(PART, k - from), from, a, b, from > 0 || beta != 0, c);
        }
    }

    private void addTransposed(int m, int n, int k, int from, Cursor a, Cursor b, boolean adds, Cursor c) {
        var bench = benches.get();
        int filled = (k + PART_UNIT - 1) / PART_UNIT * PART_UNIT;
        int stride = Lane.stride(filled);
        long size = (long) m * stride * Lane.BYTES;
        long left = filled == k ? bench.left.address(size) : bench.left.zeros(size);
        long firstA = a.address() + (long) from * a.stride() * Float.BYTES;
        bench.lane.roundTransposed(k, m, firstA, a.stride(), left, stride);
        long right = filled == k
                ? bench.lane.pack(k, n, b.address() + (long) from * b.stride() * Float.BYTES, b.stride(), bench.right)
                : packFilled(filled, n, k, b.address() + (long) from * b.stride() * Float.BYTES, b.stride());
        bench.lane.multiply(m, n, filled, left, stride, right, c.address(), c.stride(), adds);
    }

    /** Rows of zeros fill the matrix up, so that mini-batches of all sizes take few operations. */
    private long packFilled(int filled, int n, int k, long from, int fromStride) {
        var bench = benches.get();
        int stride = Lane.stride(n);
        long rounded = bench.rounded.zeros((long) filled * stride * Lane.BYTES);
        bench.lane.round(k, n, from, fromStride, rounded, stride);
        return bench.lane.packRounded(filled, n, rounded, stride, bench.right);
    }

    @Override
    public Weights weights(int k, int n) {
        return new PackedWeights(k, n, this);
    }

    @Override
    public Activations activations(long rows, int width, int stride) {
        return new RoundedActivations(rows, width, this);
    }

    @Override
    public void multiplyTransposed(int m, int n, Rows a, int columnA, Rows b, int columnB, float beta, Cursor c) {
        var left = (View) a; // as these products make no others
        var right = (View) b;
        int count;
        for (int from = 0; from < left.count(); from += count) {
            // Few sizes, so few operations; which they are depends on the number of rows alone.
            int rest = left.count() - from;
            count = rest >= PART ? PART : Integer.highestOneBit(rest);
            lane().multiplyTransposed(
                            m,
                            n,
                            count,
                            left.at(columnA, m) + (long) from * left.stride() * Lane.BYTES,
                            left.stride(),
                            right.at(columnB, n) + (long) from * right.stride() * Lane.BYTES,
                            right.stride(),
                            c.address(),
                            c.stride(),
                            from > 0 || beta != 0);
        }
    }

    @Override
    public MatrixProducts single() {
        return single;
    }

    /** All rows are rounded alike. */
    @Override
    public int rowUnit() {
        return 2;
    }

    @Override
    public void prepareThread() {
        single.prepareThread();
    }

    @Override
    public boolean hasFusedMultiplyAdd() {
        return single.hasFusedMultiplyAdd();
    }

    @Override
    public void releaseThread() {
        benches.get().close();
        benches.remove();
        single.releaseThread();
    }

    /** Returns the lane of the calling thread. */
    Lane lane() {
        return benches.get().lane;
    }
}
