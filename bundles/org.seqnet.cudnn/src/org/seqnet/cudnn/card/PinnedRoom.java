package org.seqnet.cudnn.card;

/** Pinned memory of the host that becomes larger as more is needed; what was in it is lost then. */
public final class PinnedRoom {
    private final Queue queue;
    private PinnedMemory memory;

    PinnedRoom(Queue queue) {
        this.queue = queue;
    }

    /** Returns memory of at least so many bytes; what was queued before is waited for if it must grow. */
    public PinnedMemory of(long bytes) {
        if (memory == null || memory.bytes() < bytes) {
            if (memory != null) {
                queue.synchronize();
                queue.countMove();
                memory.free();
                memory = null;
            }
            memory = PinnedMemory.allocate(Math.max(bytes, 4));
        }
        return memory;
    }

    void free() {
        if (memory != null) {
            memory.free();
            memory = null;
        }
    }
}
