package org.seqnet.cudnn.card;

import static org.seqnet.cudnn.card.CardException.require;

import org.seqnet.cudnn.binding.Driver;

/** A place in a queue that can be waited for. */
public final class Mark {
    /** No times are measured, which is faster. */
    private static final int DISABLE_TIMING = 2;

    private final Queue queue;
    private final long event;

    Mark(Queue queue) {
        this.queue = queue;
        this.event = queue.keep(
                handle -> Driver.cuEventCreate(handle, DISABLE_TIMING), Driver::cuEventDestroy_v2, "cuEventCreate");
    }

    /** Sets it behind all that has been queued. */
    public void set() {
        require(Driver.cuEventRecord(event, queue.stream()), "cuEventRecord");
    }

    /** Waits until all before it has been done; returns at once if it has not been set. */
    public void await() {
        require(Driver.cuEventSynchronize(event), "cuEventSynchronize");
    }
}
