package org.seqnet.spark.table;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.seqnet.engine.Quoted;

/** Says whether a row can be used. */
@FunctionalInterface
interface RowCheck extends Serializable {

    /**
     * Checks a row.
     *
     * @throws BadRowException if it cannot be used
     */
    void check(Row row) throws BadRowException;

    /**
     * Checks the line that a row was read from.
     *
     * @throws BadRowException if it has too many or too few fields
     */
    static void requireWhole(Row row) throws BadRowException {
        if (!row.isNullAt(Selection.MALFORMED)) {
            throw new BadRowException("the line has more or fewer fields than the table has columns: "
                    + Quoted.of(row.getString(Selection.MALFORMED)) + ".");
        }
    }
}
