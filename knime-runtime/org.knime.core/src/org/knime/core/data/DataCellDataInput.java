package org.knime.core.data;

import java.io.DataInput;
import java.io.IOException;

/** What a serializer reads cells from. */
public interface DataCellDataInput extends DataInput {

    /** Reads a cell that {@link DataCellDataOutput#writeDataCell} wrote. */
    DataCell readDataCell() throws IOException;
}
