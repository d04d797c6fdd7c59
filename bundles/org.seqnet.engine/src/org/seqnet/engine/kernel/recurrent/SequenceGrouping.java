package org.seqnet.engine.kernel.recurrent;

import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Grouping;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.MatrixProducts;

/**
 * Shares out sequences for recurrent layers: each task is one group, wide enough for the products. Groups begin where
 * the products' rows are rounded alike.
 */
public final class SequenceGrouping implements Grouping {

    /** Sequences that a thread predicts at once: enough for the products, few enough to stay in its cache. */
    private static final int PREDICTED = 48;

    /**
     * Sequences that a thread takes forward and backward at once: memory for what the backward pass needs does not grow
     * with the mini-batch beyond that. Half of it costs 4 % in narrower products.
     */
    private static final int TRAINED = 50;

    /** With fewer sequences, matrix products get so narrow that a split costs more than it saves. */
    private static final int FEWEST = 12;

    private final int rowUnit;

    /** Shares out what is computed by these products. */
    public SequenceGrouping(MatrixProducts products) {
        this.rowUnit = products.rowUnit();
    }

    @Override
    public Groups training(StepOrder order, int threads) {
        int sequences = order.sequences();
        return groups(sequences, Math.max(tasks(order, threads), sequences / TRAINED));
    }

    /** Where lengths differ, the longest come first: who gets the shorter ones gets more of them. */
    private static int tasks(StepOrder order, int threads) {
        int most = order.isEqual() || threads == 1 ? threads : 2 * threads;
        return Math.max(1, Math.min(most, order.sequences() / FEWEST));
    }

    @Override
    public Groups prediction(StepOrder order, int threads) {
        int sequences = order.sequences();
        int tasks = Math.max(sequences / PREDICTED, Math.min(threads, sequences / FEWEST));
        return groups(sequences, Math.max(1, tasks));
    }

    private Groups groups(int sequences, int tasks) {
        var groups = IntStream.range(0, Math.min(tasks, sequences))
                .mapToObj(i -> List.of(new Group(i, first(sequences, tasks, i), first(sequences, tasks, i + 1))))
                .toList();
        return new Groups(groups, Math.min(sequences, sequences / tasks + 2 * rowUnit));
    }

    private int first(int sequences, int tasks, int i) {
        return i == tasks ? sequences : (int) ((long) (sequences / rowUnit) * i / tasks) * rowUnit;
    }

    @Override
    public int leastRows() {
        return 0;
    }

    /**
     * Memory does not grow with the batch, and threads wait for each other at its end: 2,000 take about 0.1 s. Who asks
     * for small batches gets them, since cancelling is looked at between two.
     */
    @Override
    public int batchSize(int asked) {
        return asked < 100 ? asked : Math.max(asked, 2000);
    }
}
