package org.seqnet.engine.kernel.layer;

/**
 * Sequences that go through the layers together: those at the positions [from, to).
 *
 * @param task the number of the task that it belongs to; a task takes its groups one after another
 */
public record Group(int task, int from, int to) {

    /** Returns the number of sequences. */
    public int size() {
        return to - from;
    }
}
