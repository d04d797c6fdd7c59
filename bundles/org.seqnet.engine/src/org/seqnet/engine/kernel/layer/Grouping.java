package org.seqnet.engine.kernel.layer;

import java.util.List;

/** How the layers of a network want sequences to be shared out among threads. No result depends on their number. */
public interface Grouping {

    /**
     * Sequences shared out.
     *
     * @param tasks for each task, its groups
     * @param largest a bound for the sequences of a group
     */
    record Groups(List<List<Group>> tasks, int largest) {}

    /** Shares out a mini-batch to learn from. */
    Groups training(StepOrder order, int threads);

    /** Shares out sequences to predict. */
    Groups prediction(StepOrder order, int threads);

    /** Returns how many rows products have at least in prediction, so that all are rounded alike. */
    int leastRows();

    /** Returns how many sequences to predict at once where a caller asks for batches of this size. */
    int batchSize(int asked);
}
