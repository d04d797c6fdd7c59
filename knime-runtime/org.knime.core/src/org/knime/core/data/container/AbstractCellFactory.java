package org.knime.core.data.container;

import java.util.Objects;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.RowKey;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.util.CheckUtils;

/** Computes the cells of new columns, on request for several rows at once. */
public abstract class AbstractCellFactory implements CellFactory {

    private final DataColumnSpec[] columns;

    private int maxParallelWorkers = -1;

    private int maxQueueSize = -1;

    /** Computes one row after the other. */
    public AbstractCellFactory(final DataColumnSpec... colSpecs) {
        columns = colSpecs.clone();
        for (var column : columns) {
            Objects.requireNonNull(column, "A new column needs a spec.");
        }
    }

    /** Computes several rows at once if told so. */
    public AbstractCellFactory(final boolean processConcurrently, final DataColumnSpec... colSpecs) {
        this(colSpecs);
        setParallelProcessing(processConcurrently);
    }

    /** Computes several rows at once if told so. */
    public AbstractCellFactory(
            final boolean processConcurrently,
            final int workerCount,
            final int maxQueueSize,
            final DataColumnSpec... colSpecs) {
        this(colSpecs);
        setParallelProcessing(processConcurrently, workerCount, maxQueueSize);
    }

    /** Says whether several rows may be computed at once, by 1.5 threads a core. */
    public final void setParallelProcessing(final boolean value) {
        int workers = (int) Math.ceil(1.5 * Runtime.getRuntime().availableProcessors());
        setParallelProcessing(value, workers, 10 * workers);
    }

    /** Says whether several rows may be computed at once. */
    public final void setParallelProcessing(final boolean value, final int maxParallelWorkers, final int maxQueueSize) {
        CheckUtils.checkArgument(
                !value || maxParallelWorkers > 0, "Worker count must be larger than 0: %d", maxParallelWorkers);
        CheckUtils.checkArgument(
                !value || maxQueueSize >= maxParallelWorkers,
                "Queue size must be larger than worker count: %d<%d",
                maxQueueSize,
                maxParallelWorkers);
        this.maxParallelWorkers = value ? maxParallelWorkers : -1;
        this.maxQueueSize = value ? maxQueueSize : -1;
    }

    /** Tells whether several rows may be computed at once. */
    public final boolean isParallelProcessing() {
        return maxParallelWorkers > 0;
    }

    /** Returns the number of threads, -1 for one row after the other. */
    public final int getMaxParallelWorkers() {
        return maxParallelWorkers;
    }

    /** Returns how many rows may wait for their turn, -1 for one row after the other. */
    public final int getMaxQueueSize() {
        return maxQueueSize;
    }

    @Override
    public DataColumnSpec[] getColumnSpecs() {
        return columns;
    }

    /** Is called after the last row. */
    public void afterProcessing() {}

    @Override
    @Deprecated
    public void setProgress(final int curRowNr, final int rowCount, final RowKey lastKey, final ExecutionMonitor exec) {
        setProgress((long) curRowNr, rowCount, lastKey, exec);
    }

    @Override
    public void setProgress(
            final long curRowNr, final long rowCount, final RowKey lastKey, final ExecutionMonitor exec) {
        exec.setProgress(
                curRowNr / (double) rowCount,
                () -> "Processed row " + curRowNr + "/" + rowCount + " (\"" + lastKey + "\")");
    }
}
