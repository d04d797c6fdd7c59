package org.seqnet.engine.kernel.layer;

import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.Targets;

/**
 * What layers know of a mini-batch that is learned from.
 *
 * @param order its sequences; all else is by position in it
 * @param tasks the number of tasks that it is split into
 * @param seeds for each sequence, what dropout is drawn by; empty if nothing is dropped
 * @param targets what each sequence teaches
 */
public record Batch(StepOrder order, int tasks, long[] seeds, Targets targets) {

    /** Returns the mini-batch, whose targets are given as its sequences are, and draws seeds in the same order. */
    public static Batch of(StepOrder order, int tasks, SeedStream stream, boolean drops, Targets targets) {
        // By sequence, so that no thread waits for another's random numbers.
        var drawn = new long[drops ? order.sequences() : 0];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = stream.nextLong();
        }
        var seeds = new long[drawn.length];
        for (int n = 0; n < seeds.length; n++) {
            seeds[n] = drawn[order.sequence(n)];
        }
        return new Batch(order, tasks, seeds, targets.select(order::sequence, order.sequences()));
    }

    /** Returns the labels of each sequence. */
    public LabelSets labels() {
        return targets.labels();
    }
}
