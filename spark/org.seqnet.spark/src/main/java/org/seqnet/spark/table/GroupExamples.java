package org.seqnet.spark.table;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.sql.Row;

/** Makes examples of rows that are sorted by their group and then by their time. */
interface GroupExamples extends Serializable {

    /** Returns what the rows of all groups give, one after the other. */
    Iterator<Found> of(Iterator<Row> rows);

    /**
     * Where rows have what was added to them.
     *
     * @param columns how many columns come before
     */
    record Added(int columns) implements Serializable {
        String group(Row row) {
            return row.getString(columns);
        }

        String time(Row row) {
            return row.getString(columns + 1);
        }

        long number(Row row) {
            return row.getLong(columns + 2);
        }

        boolean isStep(Row row) {
            return row.getBoolean(columns + 3);
        }
    }
}
