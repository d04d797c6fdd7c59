package org.seqnet.engine.kernel.product;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.seqnet.engine.SeqNetException;

/** Zeroed floats outside the Java heap, where native code can read them; each array begins on a cache line. */
public final class NativeFloats implements NativeMemory {

    /** Values in a cache line. */
    public static final int LINE = 16;

    private final FloatPointer memory;
    private final long start;
    private final FloatBuffer buffer;

    /**
     * A place in an array, seen as the first value of a row-major matrix whose rows are {@code stride} values
     * apart. Each thread uses cursors of its own.
     */
    public static final class Cursor {
        private final NativeFloats array;
        private final FloatPointer pointer;
        private final int stride;
        private long index;

        private Cursor(NativeFloats array, int stride) {
            this.array = array;
            this.pointer = new FloatPointer(array.memory);
            this.stride = stride;
            at(0);
        }

        /** Moves to a row. */
        public Cursor row(long row) {
            return at(row * stride);
        }

        /** Moves to the value with this index. */
        public Cursor at(long newIndex) {
            index = newIndex;
            pointer.position(array.start + index);
            return this;
        }

        FloatPointer pointer() {
            return pointer;
        }

        /** Returns the address of the value that it is at. */
        public long address() {
            return array.memory.address() + (array.start + index) * Float.BYTES;
        }

        /** Returns the distance between two rows. */
        public int stride() {
            return stride;
        }
    }

    /**
     * Makes room for {@code length} values.
     *
     * @throws SeqNetException if there are more than one native array can hold
     */
    @SuppressWarnings("resource") // a view of the memory, which is closed
    public NativeFloats(long length) {
        if (length > Integer.MAX_VALUE / Float.BYTES - LINE) {
            throw new SeqNetException("A batch needs an array of " + length
                    + " values; choose a smaller batch size, fewer hidden units or filters, or shorter sequences.");
        }
        memory = new FloatPointer(length + LINE);
        long misplaced = memory.address() / Float.BYTES % LINE;
        start = misplaced == 0 ? 0 : LINE - misplaced;
        FloatPointer first = new FloatPointer(memory).position(start).limit(start + length);
        first.zero();
        buffer = first.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /**
     * Returns a good distance between rows of this width: whole cache lines, but no power of two of them, which
     * would put the rows of a tile into the same few places of the cache.
     */
    public static int stride(int width) {
        int lines = (width + LINE - 1) / LINE;
        return (lines % 8 == 0 ? lines + 1 : lines) * LINE;
    }

    /** Returns the values; the buffer is valid until they are closed. */
    public FloatBuffer buffer() {
        return buffer;
    }

    /** Returns a new cursor at the first value. */
    public Cursor cursor(int stride) {
        return new Cursor(this, stride);
    }

    @Override
    public void close() {
        memory.close();
    }
}
