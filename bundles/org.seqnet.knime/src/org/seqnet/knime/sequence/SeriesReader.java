package org.seqnet.knime.sequence;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.TimePoint;
import org.seqnet.knime.execution.RowProgress;

/**
 * Reads the rows of a table as those of time series.
 *
 * @param group the column that tells series apart; without, all rows are of one series
 * @param time the column that tells when rows were
 */
record SeriesReader(DataTableSpec table, OptionalInt group, Optional<TimeColumn> time, MissingSteps missing) {
    /**
     * A row of a series.
     *
     * @param index its index in the table
     * @param series the name of its series; empty if there is only one
     * @param time when it was, if rows tell it
     */
    record SeriesRow(DataRow row, long index, String series, Optional<TimePoint> time) {
        String key() {
            return row.getKey().getString();
        }
    }

    /** Gets the rows in the order of the table. */
    interface Visitor {
        void visit(SeriesRow row) throws KNIMEException;

        /** A row is skipped that may be one of any series. */
        void interrupt();
    }

    /**
     * Reads all rows.
     *
     * @param done how many rows were read before, of twice as many as the table has
     * @return which rows were skipped since they have no series or no time
     * @throws KNIMEException if a row has none and such rows are not to be skipped, or states no time
     */
    CompleteRows read(BufferedDataTable rows, ExecutionMonitor monitor, long done, Visitor visitor)
            throws KNIMEException, CanceledExecutionException {
        var required = IntStream.concat(group.stream(), time.stream().mapToInt(TimeColumn::index))
                .toArray();
        var complete = new CompleteRows(table, required, missing);
        try (var iterator = rows.iterator()) {
            for (long index = 0; iterator.hasNext(); index++) {
                monitor.checkCanceled();
                var row = iterator.next();
                if (complete.test(row, index)) {
                    visitor.visit(new SeriesRow(row, index, series(row), point(row, index)));
                } else if (group.isPresent() && row.getCell(group.getAsInt()).isMissing()) {
                    visitor.interrupt();
                }
                RowProgress.report(monitor, done + index + 1, 2 * rows.size());
            }
        }
        return complete;
    }

    private String series(DataRow row) {
        return group.isPresent() ? row.getCell(group.getAsInt()).toString() : "";
    }

    private Optional<TimePoint> point(DataRow row, long index) throws KNIMEException {
        return time.isPresent() ? Optional.of(time.get().point(row, index)) : Optional.empty();
    }
}
