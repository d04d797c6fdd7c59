package org.knime.core.data.container;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;
import org.knime.core.node.ExecutionMonitor;

/** Computes the cells of new columns from a row; one of the two {@code getCells} must be implemented. */
public interface CellFactory {

    /** Returns a cell for each column. */
    default DataCell[] getCells(final DataRow row) {
        throw new UnsupportedOperationException(getClass() + " implements neither of the getCells methods.");
    }

    /** Returns a cell for each column. */
    default DataCell[] getCells(final DataRow row, final long rowIndex) {
        return getCells(row);
    }

    /** Returns the new columns. */
    DataColumnSpec[] getColumnSpecs();

    /** Tells the progress after a row. */
    @Deprecated
    void setProgress(final int curRowNr, final int rowCount, final RowKey lastKey, final ExecutionMonitor exec);

    /** Tells the progress after a row. */
    default void setProgress(
            final long curRowNr, final long rowCount, final RowKey lastKey, final ExecutionMonitor exec) {
        setProgress(Math.toIntExact(curRowNr), Math.toIntExact(rowCount), lastKey, exec);
    }
}
