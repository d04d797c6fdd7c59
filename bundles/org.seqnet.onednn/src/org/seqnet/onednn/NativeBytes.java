package org.seqnet.onednn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.seqnet.engine.kernel.product.NativeFloats;

/**
 * Memory outside the Java heap that grows to what is asked for, and then has lost its contents and is all zeros. The
 * engine counts it: one limit holds for all that computes.
 */
final class NativeBytes implements AutoCloseable {
    private long size;
    private long first;
    private final Address start = new Address();
    private NativeFloats memory;

    /** Returns the address of as many bytes, which begin on a cache line. */
    long address(long bytes) {
        if (bytes > size) {
            close();
            memory = new NativeFloats((bytes + Float.BYTES - 1) / Float.BYTES);
            first = memory.cursor(1).address();
            size = bytes;
        }
        return first;
    }

    /** Returns as many bytes as a buffer, which is valid until there are more or this is closed. */
    @SuppressWarnings("resource") // a view of the memory
    ByteBuffer buffer(long bytes) {
        return new BytePointer(start.at(address(bytes)))
                .capacity(bytes)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
    }

    /** Returns the address of as many bytes, all of them zero. */
    long zeros(long bytes) {
        long at = address(bytes);
        Pointer.memset(start.at(at), 0, bytes);
        return at;
    }

    @Override
    public void close() {
        if (memory != null) {
            memory.close();
            memory = null;
        }
        size = 0;
    }
}
