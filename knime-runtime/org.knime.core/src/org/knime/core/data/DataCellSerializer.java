package org.knime.core.data;

import java.io.IOException;
import org.knime.core.embedded.TypeArgument;
import org.knime.core.internal.SerializerMethodLoader.Serializer;

/** Writes and reads cells of one class; registered at {@code org.knime.core.DataType}. */
public interface DataCellSerializer<T extends DataCell> extends Serializer<T> {

    /** Writes the cell's content, not its class. */
    void serialize(final T cell, final DataCellDataOutput output) throws IOException;

    /** Reads what {@link #serialize} wrote. */
    T deserialize(final DataCellDataInput input) throws IOException;

    /** Returns the class of the cells, as the type argument says it. */
    @SuppressWarnings("unchecked")
    default Class<T> getCellClass() {
        return (Class<T>) TypeArgument.of(getClass(), DataCell.class)
                .orElseThrow(() -> new IllegalStateException(
                        getClass() + " does not say by its type argument which cells it writes."));
    }
}
