package org.seqnet.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_destroy;

import java.lang.ref.Cleaner.Cleanable;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_stream;

/** What one thread at a time computes with: calls of operations, and the memory that they work in. */
final class Lane implements AutoCloseable {
    /** Bytes of a value in bfloat16. */
    static final int BYTES = 2;

    /** Rows of a product at most: those of a block of them stay in a core's cache. */
    private static final int MOST_ROWS = 128;

    private static final int FEW_COLUMNS = 256;
    private static final int MOST_CALLS = 1024;
    private static final int LINE = 32;

    private final Operations operations;
    private final dnnl_stream stream = new dnnl_stream();
    private final Cleanable cleanable;
    private final NativeBytes scratch = new NativeBytes();
    private final NativeBytes staging = new NativeBytes();
    private FloatBuffer floats = FloatBuffer.allocate(0);

    private final Map<Task, Call> calls = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Task, Call> eldest) {
            if (size() > MOST_CALLS) {
                eldest.getValue().close();
                return true;
            }
            return false;
        }
    };

    Lane(Operations operations) {
        this.operations = operations;
        Library.check(dnnl_stream_create(stream, Library.PROCESSOR, dnnl_stream_default_flags));
        cleanable = Library.CLEANER.register(this, free(stream));
    }

    /** It must not refer to the object that it frees a part of. */
    private static Runnable free(dnnl_stream stream) {
        return () -> dnnl_stream_destroy(stream);
    }

    /** Returns the distance between rows of this width in bfloat16: whole cache lines, but no power of two of them. */
    static int stride(int width) {
        int lines = (width + LINE - 1) / LINE;
        return (lines % 8 == 0 ? lines + 1 : lines) * LINE;
    }

    /** Rounds rows of floats to bfloat16. */
    void round(int rows, int columns, long from, int fromStride, long to, int toStride) {
        // oneDNN takes five times as long for a prime number of columns, such as 257.
        int most = columns > FEW_COLUMNS ? columns - columns % 2 : columns;
        call(new Task.Rounding(rows, most, fromStride, 1, toStride)).run(stream, scratch, from, to);
        if (most < columns) {
            call(new Task.Rounding(rows, 1, fromStride, 1, toStride))
                    .run(stream, scratch, from + (long) most * Float.BYTES, to + (long) most * BYTES);
        }
    }

    /** Rounds rows of floats from {@code offset} on, one after another, to bfloat16. */
    void round(int rows, int columns, float[] from, int offset, long to, int toStride) {
        int length = rows * columns;
        if (floats.capacity() < length) {
            floats = staging.buffer((long) length * Float.BYTES).asFloatBuffer();
        }
        floats.put(0, from, offset, length);
        round(rows, columns, staging.address(0), columns, to, toStride);
    }

    /** Rounds floats to the transpose of their rows: {@code rows} rows of {@code columns} values to as many columns. */
    void roundTransposed(int rows, int columns, long from, int fromStride, long to, int toStride) {
        call(new Task.Rounding(columns, rows, 1, fromStride, toStride)).run(stream, scratch, from, to);
    }

    /** Rounds a row-major matrix (k x n) and lays it out for products; returns the address of the result. */
    long pack(int k, int n, long from, int stride, NativeBytes to) {
        return pack(new Task.Packing(dnnl_f32, k, n, stride), from, to);
    }

    /** Lays out a row-major matrix (k x n) of bfloat16 for products; returns the address of the result. */
    long packRounded(int k, int n, long from, int stride, NativeBytes to) {
        return pack(new Task.Packing(dnnl_bf16, k, n, stride), from, to);
    }

    private long pack(Task packing, long from, NativeBytes to) {
        var call = call(packing);
        long packed = to.address(call.resultSize());
        call.run(stream, scratch, from, packed);
        return packed;
    }

    /** c (m x n) = a (m x k) times b, which is packed, + c if it adds. */
    void multiply(int m, int n, int k, long a, int strideA, long b, long c, int strideC, boolean adds) {
        for (int row = 0; row < m; ) {
            int count = block(m - row);
            call(new Task.Product(count, n, k, strideA, strideC, adds))
                    .run(stream, scratch, a + (long) row * strideA * BYTES, b, c + (long) row * strideC * Float.BYTES);
            row += count;
        }
    }

    /** c (m x n) = the transpose of a (k x m) times b (k x n), both in bfloat16, + c if it adds. */
    void multiplyTransposed(
            int m, int n, int k, long a, int strideA, long b, int strideB, long c, int strideC, boolean adds) {
        call(new Task.TransposedProduct(m, n, k, strideA, strideB, strideC, adds))
                .run(stream, scratch, a, b, c);
    }

    /**
     * Returns how many of the rows that are left go into the next product: an even number or three, so that there are
     * few operations, and never one row of several, which would be rounded otherwise.
     */
    private static int block(int left) {
        if (left <= 3) {
            return left;
        }
        int most = Math.min(left, MOST_ROWS);
        int even = most - most % 2;
        return left - even == 1 ? even - 2 : even;
    }

    private Call call(Task task) {
        return calls.computeIfAbsent(task, missing -> new Call(operations.of(missing)));
    }

    @Override
    public void close() {
        calls.values().forEach(Call::close);
        calls.clear();
        scratch.close();
        staging.close();
        floats = FloatBuffer.allocate(0);
        cleanable.clean();
    }
}
