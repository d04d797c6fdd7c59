package org.knime.core.data.def;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** A row that keeps its cells in an array. */
public class DefaultRow implements DataRow {

    private final RowKey key;

    private final DataCell[] cells;

    /**
     * Copies the array of cells.
     *
     * @throws NullPointerException if the key or a cell is {@code null}
     */
    public DefaultRow(final RowKey rowKey, final DataCell... row) {
        key = Objects.requireNonNull(rowKey, "A row needs a key.");
        cells = row.clone();
        for (int i = 0; i < cells.length; i++) {
            int index = i;
            Objects.requireNonNull(cells[i], () -> "Cell at index " + index + " is null!");
        }
    }

    /** Copies the array of cells. */
    public DefaultRow(final String rowId, final DataCell... row) {
        this(new RowKey(rowId), row);
    }

    @Override
    public final int getNumCells() {
        return cells.length;
    }

    @Override
    public final RowKey getKey() {
        return key;
    }

    @Override
    public final DataCell getCell(final int index) {
        return cells[index];
    }

    @Override
    public Iterator<DataCell> iterator() {
        return Arrays.asList(cells).iterator();
    }

    @Override
    public String toString() {
        return key + ": " + Arrays.toString(cells);
    }

    @Override
    public boolean equals(final Object other) {
        return this == other
                || other instanceof DataRow row
                        && key.equals(row.getKey())
                        && Arrays.asList(cells).equals(row.stream().toList());
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, Arrays.hashCode(cells));
    }
}
