package org.seqnet.cudnn.card;

import static org.seqnet.cudnn.card.CardException.require;

import com.sun.jna.Pointer;
import java.util.Objects;
import org.seqnet.cudnn.binding.Driver;

/** Memory of the host that a card reads and writes by itself while the processor goes on. */
public final class PinnedMemory {
    private final Pointer memory;
    private final long bytes;
    private boolean freed;

    private PinnedMemory(long address, long bytes) {
        this.memory = new Pointer(address);
        this.bytes = bytes;
    }

    static PinnedMemory allocate(long bytes) {
        var address = new long[1];
        int status = Driver.cuMemHostAlloc(address, bytes, 0);
        if (status == Driver.OUT_OF_MEMORY) {
            throw CardException.outOfMainMemory(bytes);
        }
        require(status, "cuMemHostAlloc");
        return new PinnedMemory(address[0], bytes);
    }

    /** Returns how large it is. */
    public long bytes() {
        return bytes;
    }

    long address(long offset, long length) {
        Objects.checkFromIndexSize(offset, length, bytes);
        return Pointer.nativeValue(memory) + offset;
    }

    /** Copies floats into it, from {@code offset} bytes on. */
    public void write(long offset, float[] values, int from, int count) {
        Objects.checkFromIndexSize(offset, 4L * count, bytes);
        memory.write(offset, values, from, count);
    }

    /** Copies integers into it, from {@code offset} bytes on. */
    public void write(long offset, int[] values, int from, int count) {
        Objects.checkFromIndexSize(offset, 4L * count, bytes);
        memory.write(offset, values, from, count);
    }

    /** Copies 64-bit integers into it, from {@code offset} bytes on. */
    public void write(long offset, long[] values, int from, int count) {
        Objects.checkFromIndexSize(offset, 8L * count, bytes);
        memory.write(offset, values, from, count);
    }

    /** Copies bytes into it, from {@code offset} bytes on. */
    public void write(long offset, byte[] values, int from, int count) {
        Objects.checkFromIndexSize(offset, count, bytes);
        memory.write(offset, values, from, count);
    }

    /** Copies floats out of it. */
    public void read(long offset, float[] target, int from, int count) {
        Objects.checkFromIndexSize(offset, 4L * count, bytes);
        memory.read(offset, target, from, count);
    }

    /** Copies 64-bit numbers out of it. */
    public void read(long offset, double[] target, int from, int count) {
        Objects.checkFromIndexSize(offset, 8L * count, bytes);
        memory.read(offset, target, from, count);
    }

    /** Copies integers out of it. */
    public void read(long offset, int[] target, int from, int count) {
        Objects.checkFromIndexSize(offset, 4L * count, bytes);
        memory.read(offset, target, from, count);
    }

    void free() {
        if (!freed) {
            freed = true;
            Driver.cuMemFreeHost(Pointer.nativeValue(memory));
        }
    }
}
