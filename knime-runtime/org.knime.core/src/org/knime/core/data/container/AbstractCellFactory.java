package org.knime.core.data.container;

import java.util.Objects;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.RowKey;
import org.knime.core.node.ExecutionMonitor;

/** Computes the cells of new columns. */
public abstract class AbstractCellFactory implements CellFactory {

    private final DataColumnSpec[] columns;

    /** Computes one row after the other. */
    public AbstractCellFactory(final DataColumnSpec... colSpecs) {
        columns = colSpecs.clone();
        for (var column : columns) {
            Objects.requireNonNull(column, "A new column needs a spec.");
        }
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
