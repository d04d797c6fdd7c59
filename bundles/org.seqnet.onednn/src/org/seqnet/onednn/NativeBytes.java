package org.seqnet.onednn;

import java.lang.ref.Cleaner.Cleanable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Memory outside the Java heap that grows to what is asked for, and loses its contents when it does. */
final class NativeBytes implements AutoCloseable {
    private static final int LINE = 64;

    private long size;
    private long first;
    private final Address start = new Address();
    private Cleanable memory = () -> {};

    /** Returns the address of as many bytes, which begin on a cache line. */
    long address(long bytes) {
        if (bytes > size) {
            memory.clean();
            size = 0;
            var place = Pointer.malloc(bytes + LINE);
            if (place == null || place.isNull()) {
                throw new OutOfMemoryError("There are no " + bytes + " bytes outside the Java heap.");
            }
            memory = Library.CLEANER.register(this, () -> Pointer.free(place));
            first = (place.address() + LINE - 1) & -LINE;
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
        memory.clean();
        size = 0;
    }
}
