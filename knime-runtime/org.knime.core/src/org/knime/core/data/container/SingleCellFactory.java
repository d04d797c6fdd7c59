package org.knime.core.data.container;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;

/** Computes the cells of one new column; one of the two {@code getCell} must be implemented. */
public abstract class SingleCellFactory extends AbstractCellFactory {

    /** Computes one row after the other. */
    public SingleCellFactory(final DataColumnSpec newColSpec) {
        super(newColSpec);
    }

    @Override
    public DataCell[] getCells(final DataRow row, final long rowIndex) {
        return new DataCell[] {getCell(row, rowIndex)};
    }

    /** Returns the cell. */
    public DataCell getCell(final DataRow row) {
        throw new UnsupportedOperationException(getClass() + " implements neither of the getCell methods.");
    }

    /** Returns the cell. */
    public DataCell getCell(final DataRow row, final long rowIndex) {
        return getCell(row);
    }
}
