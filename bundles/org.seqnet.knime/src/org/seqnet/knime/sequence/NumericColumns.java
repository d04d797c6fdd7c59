package org.seqnet.knime.sequence;

import java.util.Arrays;
import java.util.OptionalInt;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.DataRange;
import org.seqnet.knime.Columns;
import org.seqnet.knime.Failures;
import org.seqnet.knime.RowProgress;

/** Some columns of numbers, in their order. */
record NumericColumns(int[] indices) {
    /**
     * Finds the columns.
     *
     * @throws InvalidSettingsException if there is none, or one is not there or holds no numbers
     */
    static NumericColumns of(DataTableSpec table, String[] names) throws InvalidSettingsException {
        if (names == null || names.length == 0) {
            throw Failures.invalid(
                    "Numeric columns: no column is chosen.", "Choose at least one in the node's dialog.");
        }
        var indices = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            indices[i] =
                    Columns.find(table, "input table", "Numeric columns", names[i], "numbers", DoubleValue.class);
        }
        return new NumericColumns(indices);
    }

    /** Adds all numbers that are not missing; each column is a feature. */
    void addTo(DataRange range, BufferedDataTable rows, ExecutionMonitor monitor) throws CanceledExecutionException {
        try (var iterator = rows.iterator()) {
            for (long index = 0; iterator.hasNext(); index++) {
                monitor.checkCanceled();
                var row = iterator.next();
                for (int i = 0; i < indices.length; i++) {
                    if (row.getCell(indices[i]) instanceof DoubleValue number) {
                        range.add(i, number.getDoubleValue());
                    }
                }
                RowProgress.report(monitor, index + 1, rows.size());
            }
        }
    }

    /** Returns how many columns there are. */
    int count() {
        return indices.length;
    }

    /** Returns the first column whose cell is missing in this row. */
    OptionalInt missing(DataRow row) {
        return Arrays.stream(indices).filter(column -> row.getCell(column).isMissing()).findFirst();
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
