package org.seqnet.engine.kernel.convolution;

import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Grouping;
import org.seqnet.engine.kernel.layer.StepOrder;

/** Shares out images: groups are as large as a product of the dense layers wants them. */
public final class ImageGrouping implements Grouping {
    /** Images that meet in one product of the dense layers. */
    private static final int ROWS = 12;

    /**
     * Images that meet when predicting, in the first rows of a product that has {@value #ROWS} however few there are:
     * these are rounded alike by oneDNN and by OpenBLAS, whose kernel for Haswell rounds the other six differently.
     */
    private static final int PREDICTED = 6;

    /**
     * The most tasks that a mini-batch is split into, each of which keeps a gradient of its own. It is fixed: since
     * these are added up, the last bits would depend on it.
     */
    private static final int MOST_TASKS = 16;

    @Override
    public Groups training(StepOrder order, int threads) {
        return groups(order.sequences(), ROWS, MOST_TASKS);
    }

    @Override
    public Groups prediction(StepOrder order, int threads) {
        return groups(order.sequences(), PREDICTED, Integer.MAX_VALUE);
    }

    private static Groups groups(int images, int rows, int mostTasks) {
        int all = (images + rows - 1) / rows;
        int tasks = Math.min(all, mostTasks);
        List<List<Group>> groups = IntStream.range(0, tasks)
                .mapToObj(task -> IntStream.range(part(all, tasks, task), part(all, tasks, task + 1))
                        .mapToObj(i -> new Group(task, i * rows, Math.min((i + 1) * rows, images)))
                        .toList())
                .toList();
        return new Groups(groups, rows);
    }

    private static int part(int total, int parts, int i) {
        return (int) ((long) total * i / parts);
    }

    @Override
    public int leastRows() {
        return ROWS;
    }

    /** Memory does not grow with the batch; a thread takes a few images at a time. */
    @Override
    public int batchSize(int asked) {
        return asked;
    }
}
