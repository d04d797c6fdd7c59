package org.seqnet.cudnn.convolution;

import org.seqnet.cudnn.card.DeviceMemory;
import org.seqnet.cudnn.card.Queue;

/**
 * What cuDNN computes with, shared by layers that are computed one after another. A smaller mini-batch may need more of
 * it than a larger one: where it grows, the old one stays for what was recorded with it.
 */
final class Workspace {
    private final Queue queue;
    private DeviceMemory memory;

    Workspace(Queue queue) {
        this.queue = queue;
    }

    /** Makes sure that there are so many bytes. */
    void require(long bytes) {
        if (memory == null) {
            memory = queue.allocate(bytes);
        } else if (memory.bytes() < bytes) {
            memory = queue.allocate(Math.max(bytes, 2 * memory.bytes()));
        }
    }

    /** Returns where it begins, once some has been required. */
    long address() {
        return memory.address();
    }
}
