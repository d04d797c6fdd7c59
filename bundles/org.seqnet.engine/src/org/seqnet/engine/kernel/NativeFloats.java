package org.seqnet.engine.kernel;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Zeroed floats outside the Java heap, where BLAS can read them; each array begins on a cache line. */
final class NativeFloats implements AutoCloseable {

    /** Values in a cache line. */
    private static final int LINE = 16;

    private final FloatPointer memory;
    private final long start;
    private final FloatBuffer buffer;

    NativeFloats(long length) {
        if (length > Integer.MAX_VALUE / Float.BYTES) {
            throw new IllegalArgumentException("This mini-batch needs an array of " + length
                    + " values; choose a smaller batch size, fewer hidden units or shorter sequences.");
        }
        memory = new FloatPointer(length + LINE);
        long misplaced = memory.address() / Float.BYTES % LINE;
        start = misplaced == 0 ? 0 : LINE - misplaced;
        FloatPointer first = at(0).limit(start + length);
        first.zero();
        buffer = first.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    FloatBuffer buffer() {
        return buffer;
    }

    /** Returns a new pointer to the value at {@code index}; it is valid as long as this array is open. */
    FloatPointer at(long index) {
        return new FloatPointer(memory).position(start + index);
    }

    @Override
    public void close() {
        memory.close();
    }
}
