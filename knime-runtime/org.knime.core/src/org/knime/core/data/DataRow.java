package org.knime.core.data;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A row of a table. */
public interface DataRow extends Iterable<DataCell> {

    /** Returns the number of cells. */
    int getNumCells();

    /** Returns the row's name. */
    RowKey getKey();

    /**
     * Returns a cell, never {@code null}.
     *
     * @throws IndexOutOfBoundsException if the row has fewer cells
     */
    DataCell getCell(final int index);

    /** Returns the cells. */
    default Stream<DataCell> stream() {
        return StreamSupport.stream(spliterator(), false);
    }
}
