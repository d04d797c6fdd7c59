package org.seqnet.spark.table;

import java.util.Iterator;
import org.apache.spark.sql.Row;

/** Rows of a table with their places: a task reads blocks of files one after the other, each from its start. */
final class PlacedRows implements Iterator<PlacedRows.PlacedRow> {
    /**
     * A row.
     *
     * @param file the address of its file
     * @param block where in the file the block begins that the row is read with
     * @param index how many rows of the block come before it
     */
    record PlacedRow(Row row, String file, long block, long index) {}

    private final Iterator<Row> rows;
    private String file = "";
    private long block = -1;
    private long index;

    PlacedRows(Iterator<Row> rows) {
        this.rows = rows;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public PlacedRow next() {
        var row = rows.next();
        var path = row.getString(Selection.FILE);
        long start = row.getLong(Selection.BLOCK);
        if (start != block || !path.equals(file)) {
            file = path;
            block = start;
            index = 0;
        }
        return new PlacedRow(row, file, block, index++);
    }
}
