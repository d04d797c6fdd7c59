package org.seqnet.knime.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.DataRange;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.message.Failures;

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
                    "Numeric columns: no column is selected.", "Select at least one in the node's dialog.");
        }
        Columns.requireDistinct("Numeric columns", names);
        var indices = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            indices[i] = Columns.find(table, "input table", "Numeric columns", names[i], "numbers", DoubleValue.class);
        }
        return new NumericColumns(indices);
    }

    /** Returns whether a cell holds no number where one is expected: nothing at all, or what is not a number (NaN). */
    static boolean isMissing(DataCell cell) {
        return cell.isMissing() || cell instanceof DoubleValue number && Double.isNaN(number.getDoubleValue());
    }

    /** Returns what to say of a cell of which {@link #isMissing} holds: that it is missing, or else is NaN. */
    static String state(boolean isMissingCell) {
        return isMissingCell ? "missing" : "not a number (NaN)";
    }

    /** Returns the number in a cell, NaN if it is missing. */
    static double number(DataCell cell) {
        return cell.isMissing() ? Double.NaN : ((DoubleValue) cell).getDoubleValue();
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

    /** Returns the names of the columns. */
    List<String> names(DataTableSpec table) {
        return Arrays.stream(indices)
                .mapToObj(index -> table.getColumnSpec(index).getName())
                .toList();
    }

    /** Returns the columns without which a row is no time step. */
    IntStream required(MissingSteps missing) {
        return missing == MissingSteps.KEEP ? IntStream.empty() : Arrays.stream(indices);
    }

    /** Returns how many columns there are. */
    int count() {
        return indices.length;
    }

    /** Returns the numbers of a row, NaN for those that are missing. */
    double[] values(DataRow row) {
        var values = new double[indices.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(row.getCell(indices[i]));
        }
        return values;
    }
}
