package org.seqnet.knime.label;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.node.KNIMEException;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Sentences;

/**
 * A row that is read, and what messages say of it.
 *
 * @param port the input port, counted from 0
 * @param table what messages call the table, such as {@code "training table"}
 * @param index the number of the row, counted from 0
 */
public record TableRow(int port, String table, long index, DataRow cells) {

    /**
     * Why a row cannot be used that may as well be skipped.
     *
     * @param column the index of the column
     * @param issue what KNIME shows beside the cell
     * @param reason the same with the column's name
     */
    public record Gap(int column, String issue, String reason) {

        /** Returns what there is to say of a missing cell. */
        public static Gap ofCell(int column, String name) {
            return new Gap(column, "The cell is missing.", "the cell of column '%s' is missing.".formatted(name));
        }
    }

    /** Returns one of its cells. */
    public DataCell cell(int column) {
        return cells.getCell(column);
    }

    /** Returns what messages call it, such as {@code "Training table, row 'Row17'"}. */
    public String name() {
        return "%s, row '%s'".formatted(Sentences.begun(table), cells.getKey().getString());
    }

    /** Returns the failure of a node that does not skip it. */
    public KNIMEException failure(Gap gap) {
        return failure(
                gap.column(),
                gap.issue(),
                gap.reason(),
                "Fill in the value, remove the row, or configure the node to skip rows with missing values.");
    }

    /** Returns a failure at one of its cells; the message begins with its name. */
    public KNIMEException failure(int column, String issue, String reason, String... resolutions) {
        return Failures.failureAt(port, index, column, issue, name() + ": " + reason, resolutions);
    }
}
