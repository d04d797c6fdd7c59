package org.seqnet.cudnn.network;

import java.util.stream.Stream;
import org.seqnet.cudnn.card.Mark;
import org.seqnet.cudnn.card.Queue;

/** Keeps the processor from running ahead of the card by more than some steps: who cancels need not wait long. */
final class Lead {
    /** Enough for the card never to wait for the processor. */
    static final int STEPS = 4;

    private final Mark[] ends;
    private int next;

    Lead(Queue queue) {
        this.ends = Stream.generate(queue::mark).limit(STEPS).toArray(Mark[]::new);
    }

    /** Waits until the card has done all but the last steps that were queued. */
    void begin() {
        ends[next].await();
    }

    /** Tells that all of a step has been queued. */
    void end() {
        ends[next].set();
        next = (next + 1) % STEPS;
    }
}
