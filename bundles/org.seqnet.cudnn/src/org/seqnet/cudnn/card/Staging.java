package org.seqnet.cudnn.card;

/** Takes arrays of any size to a card and back through a small piece of pinned memory, and waits until it is done. */
public final class Staging {
    private final Queue queue;
    private final PinnedMemory pinned;

    Staging(Queue queue, int bytes) {
        this.queue = queue;
        this.pinned = queue.pinned(Math.max(8, bytes));
    }

    /** Copies a part of an array to or from the start of the pinned memory. */
    private interface Part {
        void copy(int from, int count);
    }

    private void upload(int count, int size, long target, Part part) {
        int most = Math.toIntExact(pinned.bytes() / size);
        for (int from = 0; from < count; from += most) {
            int length = Math.min(most, count - from);
            part.copy(from, length);
            queue.upload(pinned, 0, target + (long) size * from, (long) size * length);
            queue.synchronize();
        }
    }

    /** Writes floats to the card. */
    public void upload(float[] values, int count, long target) {
        upload(count, Float.BYTES, target, (from, length) -> pinned.write(0, values, from, length));
    }

    /** Writes integers to the card. */
    public void upload(int[] values, int count, long target) {
        upload(count, Integer.BYTES, target, (from, length) -> pinned.write(0, values, from, length));
    }

    /** Writes 64-bit integers to the card. */
    public void upload(long[] values, int count, long target) {
        upload(count, Long.BYTES, target, (from, length) -> pinned.write(0, values, from, length));
    }

    /** Writes bytes to the card. */
    public void upload(byte[] values, int count, long target) {
        upload(count, Byte.BYTES, target, (from, length) -> pinned.write(0, values, from, length));
    }

    /** Reads floats from the card. */
    public float[] download(long source, int count) {
        var values = new float[count];
        int most = Math.toIntExact(pinned.bytes() / Float.BYTES);
        for (int from = 0; from < count; from += most) {
            int length = Math.min(most, count - from);
            queue.download(source + (long) Float.BYTES * from, pinned, 0, (long) Float.BYTES * length);
            queue.synchronize();
            pinned.read(0, values, from, length);
        }
        return values;
    }
}
