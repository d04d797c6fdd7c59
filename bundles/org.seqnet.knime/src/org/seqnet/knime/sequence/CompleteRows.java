package org.seqnet.knime.sequence;

import java.util.Locale;
import java.util.Optional;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.KNIMEException;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.message.Failures;

/** Tells the rows that are whole time steps from those in which a value is missing or NaN, and counts the latter. */
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
     * Returns whether no value is missing that is required.
     *
     * @throws KNIMEException if one is, and such rows are not to be skipped
     */
    boolean test(DataRow row, long index) throws KNIMEException {
        for (int column : required) {
            if (NumericColumns.isMissing(row.getCell(column))) {
                failIfAsked(row, index, column);
                skipped++;
                return false;
            }
        }
        return true;
    }

    private void failIfAsked(DataRow row, long index, int column) throws KNIMEException {
        if (missingValues == MissingValues.FAIL) {
            var state = NumericColumns.state(row.getCell(column).isMissing());
            throw Failures.failureAt(
                    0,
                    index,
                    column,
                    "The cell is %s.".formatted(state),
                    "Row '%s': the cell of column '%s' is %s."
                            .formatted(
                                    row.getKey().getString(),
                                    table.getColumnSpec(column).getName(),
                                    state),
                    "Fill or remove the row, or let the node skip rows with missing values.");
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
