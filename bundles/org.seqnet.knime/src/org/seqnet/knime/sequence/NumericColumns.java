package org.seqnet.knime.sequence;

import java.util.Arrays;
import java.util.OptionalInt;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.knime.Columns;
import org.seqnet.knime.Failures;

/** Some columns of numbers, in their order. */
record NumericColumns(int[] indices) {
    /**
     * Finds the columns.
     *
     * @throws InvalidSettingsException if there is none, or one is not there, chosen twice or holds no numbers
     */
    static NumericColumns of(DataTableSpec table, String[] names) throws InvalidSettingsException {
        if (names == null || names.length == 0) {
            throw Failures.invalid(
                    "Numeric columns: no column is chosen.", "Choose at least one in the node's dialog.");
        }
        Columns.requireDistinct("Numeric columns", names);
        var indices = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            indices[i] =
                    Columns.find(table, "input table", "Numeric columns", names[i], "numbers", DoubleValue.class);
        }
        return new NumericColumns(indices);
    }

    /** Returns how many columns there are. */
    int count() {
        return indices.length;
    }

    /** Returns whether a cell holds no number where one is expected: nothing at all, or what is not a number (NaN). */
    static boolean isMissing(DataCell cell) {
        return cell.isMissing() || cell instanceof DoubleValue number && Double.isNaN(number.getDoubleValue());
    }

    /** Returns what to say of a cell that {@link #isMissing}. */
    static String state(DataCell cell) {
        return cell.isMissing() ? "missing" : "not a number (NaN)";
    }

    /** Returns the first column whose cell is missing in this row. */
    OptionalInt missing(DataRow row) {
        return Arrays.stream(indices)
                .filter(column -> isMissing(row.getCell(column)))
                .findFirst();
    }

    /** Returns the numbers of a row in which none is missing. */
    double[] values(DataRow row) {
        var values = new double[indices.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((DoubleValue) row.getCell(indices[i])).getDoubleValue();
        }
        return values;
    }
}
