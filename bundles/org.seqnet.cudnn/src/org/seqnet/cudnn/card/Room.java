package org.seqnet.cudnn.card;

/** A piece of a card's memory that becomes larger as more is needed; what was in it is lost then. */
public final class Room {
    private final Queue queue;
    private DeviceMemory memory;

    Room(Queue queue) {
        this.queue = queue;
    }

    /**
     * Makes sure that there is room for so many bytes, and returns where it begins. What was queued before is waited
     * for if it must grow, so this happens outside of CUDA graphs, and those recorded before no longer hold.
     */
    public long of(long bytes) {
        if (memory == null || memory.bytes() < bytes) {
            if (memory != null) {
                queue.synchronize();
                queue.countMove();
                memory.free();
                memory = null;
            }
            memory = DeviceMemory.allocate(queue.card(), Math.max(bytes, 4));
        }
        return memory.address();
    }

    /** As {@link #of}, for so many floats. */
    public long ofFloats(long floats) {
        return of(Math.multiplyExact(4, floats));
    }

    /** Returns where it begins, once it has been made. */
    public long address() {
        return memory.address();
    }

    void free() {
        if (memory != null) {
            memory.free();
            memory = null;
        }
    }
}
