package org.seqnet.knime.sequence;

import java.util.Locale;
import java.util.Optional;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.KNIMEException;
import org.seqnet.knime.Failures;
import org.seqnet.knime.MissingValues;

/** Tells the rows that are whole time steps from those in which a cell is missing, and counts the latter. */
final class CompleteRows {
    private final DataTableSpec table;
    private final int[] required;
    private final MissingValues missingValues;
    private long skipped;

    CompleteRows(DataTableSpec table, int[] required, MissingValues missingValues) {
        this.table = table;
        this.required = required;
        this.missingValues = missingValues;
    }

    /**
     * Returns whether no cell is missing that is required.
     *
     * @throws KNIMEException if one is, and such rows are not to be skipped
     */
    boolean test(DataRow row, long index) throws KNIMEException {
        for (int column : required) {
            if (row.getCell(column).isMissing()) {
                failIfAsked(row, index, column);
                skipped++;
                return false;
            }
        }
        return true;
    }

    private void failIfAsked(DataRow row, long index, int column) throws KNIMEException {
        if (missingValues == MissingValues.FAIL) {
            throw Failures.missingCell(
                    0,
                    index,
                    column,
                    "Row '%s'".formatted(row.getKey().getString()),
                    table.getColumnSpec(column).getName());
        }
    }

    /** Returns what to tell of the rows that were skipped, if there were any. */
    Optional<String> warning(long rows) {
        return skipped == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d rows are left out because a value in them is missing.",
                        skipped,
                        rows));
    }
}
