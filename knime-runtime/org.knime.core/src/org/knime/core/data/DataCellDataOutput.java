package org.knime.core.data;

import java.io.DataOutput;
import java.io.IOException;

/** What a serializer writes cells to. */
public interface DataCellDataOutput extends DataOutput {

    /** Writes a text of any length, other than Java's own {@link DataOutput}. */
    @Override
    void writeUTF(String s) throws IOException;

    /** Writes a cell of any class. */
    void writeDataCell(final DataCell cell) throws IOException;
}
