package org.knime.core.data.collection;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.knime.core.data.DataCell;

/** Several cells. */
public interface CellCollection extends Iterable<DataCell> {

    /** Tells whether cells are kept outside of the table; never so in the embedded runtime. */
    boolean containsBlobWrapperCells();

    /** Returns the cells. */
    default Stream<DataCell> stream() {
        return StreamSupport.stream(spliterator(), false);
    }
}
