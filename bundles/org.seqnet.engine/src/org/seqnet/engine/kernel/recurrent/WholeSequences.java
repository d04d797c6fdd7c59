package org.seqnet.engine.kernel.recurrent;

import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Grouping;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.MatrixProducts;

/**
 * Shares out sequences for layers that need all steps of a sequence at once: in prediction, a group of long sequences
 * has fewer of them, so that memory does not grow with their length, down to two sequences.
 */
public final class WholeSequences implements Grouping {
    /** The most steps of all sequences of a group together: a full group of 256 steps each. */
    private static final int MOST_STEPS = 48 * 256;

    private final Grouping grouping;
    private final int rowUnit;

    /** Shares out what is computed by these products. */
    public WholeSequences(MatrixProducts products) {
        grouping = new SequenceGrouping(products);
        rowUnit = products.rowUnit();
    }

    @Override
    public Groups training(StepOrder order, int threads) {
        return grouping.training(order, threads);
    }

    @Override
    public Groups prediction(StepOrder order, int threads) {
        var shared = grouping.prediction(order, threads);
        var groups = new ArrayList<Group>();
        shared.tasks().stream().flatMap(List::stream).forEach(group -> {
            for (int from = group.from(); from < group.to(); ) {
                int to = Math.min(group.to(), from + most(order, from));
                // No sequence alone: see StepOrder.
                to = to == group.to() - 1 ? group.to() : to;
                groups.add(new Group(groups.size(), from, to));
                from = to;
            }
        });
        return new Groups(groups.stream().map(List::of).toList(), shared.largest());
    }

    /**
     * Returns how many sequences from a position on may go together. Where a group begins must not depend on the number
     * of threads unless rows are rounded alike from there on: it is a multiple of the products' unit, or, if sequences
     * are too long for that, a multiple of less from such a place on.
     */
    private int most(StepOrder order, int from) {
        int block = from - from % rowUnit;
        int fitting = MOST_STEPS / order.length(block);
        return fitting >= rowUnit
                ? fitting - fitting % rowUnit
                : Math.min(Math.max(2, fitting - fitting % 2), block + rowUnit - from);
    }

    @Override
    public int leastRows() {
        return grouping.leastRows();
    }

    @Override
    public int batchSize(int asked) {
        return grouping.batchSize(asked);
    }
}
