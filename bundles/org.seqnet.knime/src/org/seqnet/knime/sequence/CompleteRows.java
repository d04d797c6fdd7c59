package org.seqnet.knime.sequence;

import java.util.Locale;
import java.util.Optional;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.KNIMEException;
import org.seqnet.knime.message.Failures;

/** Separates rows that are time steps from those in which a required value is missing or NaN, and counts the latter. */
final class CompleteRows {
    private final DataTableSpec table;
    private final int[] required;
    private final MissingSteps missingValues;
    private long skipped;

    CompleteRows(DataTableSpec table, int[] required, MissingSteps missingValues) {
        this.table = table;
        this.required = required;
        this.missingValues = missingValues;
    }

    /**
     * Returns whether all required values are present.
     *
     * @throws KNIMEException if one is missing and such rows are not to be skipped
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
        if (missingValues == MissingSteps.FAIL) {
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
                    "Fill in the value, remove the row, or configure the node to keep missing values or skip "
                            + "such rows.");
        }
    }

    /** Returns the number of rows in which a required value is missing. */
    long skipped() {
        return skipped;
    }

    /** Returns a warning about the skipped rows, if there are any. */
    Optional<String> warning(long rows) {
        return skipped == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%,d of %,d rows were skipped because at least one of their values is missing.",
                        skipped,
                        rows));
    }
}
