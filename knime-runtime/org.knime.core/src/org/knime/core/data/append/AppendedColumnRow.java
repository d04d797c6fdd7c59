package org.knime.core.data.append;

import java.util.Iterator;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** A row with cells behind those of another one. */
public class AppendedColumnRow implements DataRow {

    private final RowKey key;

    private final DataRow base;

    private final DataCell[] appended;

    /** Appends cells. */
    public AppendedColumnRow(final DataRow baseRow, final DataCell... appendCell) {
        this(baseRow.getKey(), baseRow, appendCell);
    }

    /** Appends cells and replaces the key. */
    public AppendedColumnRow(final RowKey rowKey, final DataRow baseRow, final DataCell... appendCell) {
        key = rowKey;
        base = baseRow;
        appended = appendCell;
    }

    /** Appends another row's cells and replaces the key. */
    public AppendedColumnRow(final RowKey rowKey, final DataRow baseRow, final DataRow appendedRow) {
        this(rowKey, baseRow, appendedRow.stream().toArray(DataCell[]::new));
    }

    @Override
    public int getNumCells() {
        return base.getNumCells() + appended.length;
    }

    @Override
    public RowKey getKey() {
        return key;
    }

    @Override
    public DataCell getCell(final int index) {
        int cells = base.getNumCells();
        return index < cells ? base.getCell(index) : appended[index - cells];
    }

    @Override
    public Iterator<DataCell> iterator() {
        return IntStream.range(0, getNumCells()).mapToObj(this::getCell).iterator();
    }
}
