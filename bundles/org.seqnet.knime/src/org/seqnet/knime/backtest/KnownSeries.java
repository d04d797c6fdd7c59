package org.seqnet.knime.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backtest.RegularSeries;
import org.seqnet.engine.sequence.TimePoint;
import org.seqnet.engine.sequence.TimeStep;
import org.seqnet.engine.sequence.TimeStepFinder;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.label.TableRow;
import org.seqnet.knime.message.Failures;

/**
 * The series of a table by their names; if they have none, there is one without a name.
 *
 * @param step the distance of the rows; empty if it is not known, since no series has two rows
 */
record KnownSeries(Map<String, RegularSeries> series, Optional<TimeStep> step) {
    private static final TimeStep ONE = TimeStep.parse("1").orElseThrow();

    private record Value(TimePoint time, double value) {}

    /**
     * Reads a table.
     *
     * @throws KNIMEException if a time is missing, of another kind than others, given twice or between time steps; or
     *     if a value is infinite
     */
    static KnownSeries read(BufferedDataTable table, ForecastColumns columns, ExecutionMonitor monitor)
            throws CanceledExecutionException, KNIMEException {
        var values = new LinkedHashMap<String, List<Value>>();
        try (var rows = table.iterator()) {
            TimePoint.Kind kind = null;
            for (long index = 0; rows.hasNext(); index++) {
                monitor.checkCanceled();
                var row = new SeriesRow(new TableRow(1, ForecastColumns.SERIES, index, rows.next()), columns.series());
                var name = row.series(columns.seriesName());
                if (name.isPresent()) {
                    var members = values.computeIfAbsent(name.get(), unseen -> new ArrayList<>());
                    members.add(value(row, columns, members.size() + 1L, kind));
                    kind = members.get(0).time().kind();
                }
                RowProgress.report(monitor, index + 1, table.size());
            }
        }
        return of(values, columns.time().isPresent());
    }

    private static Value value(SeriesRow row, ForecastColumns columns, long number, TimePoint.Kind kind)
            throws KNIMEException {
        var value = row.value(columns.target());
        if (columns.time().isEmpty()) {
            return new Value(TimePoint.of(number), value);
        }
        int column = columns.time().getAsInt();
        var time = row.time(column);
        if (kind != null && kind != time.kind()) {
            throw row.row()
                    .failure(
                            column,
                            "The cell is not like those above.",
                            "'%s' in column '%s' is %s, but the rows above have %s."
                                    .formatted(time, columns.timeName(), time.kind(), kind),
                            "Use the same format in all rows.");
        }
        return new Value(time, value);
    }

    private static KnownSeries of(Map<String, List<Value>> values, boolean hasTimes) throws KNIMEException {
        for (var each : values.entrySet()) {
            sort(each.getKey(), each.getValue());
        }
        var step = hasTimes ? step(values) : Optional.of(ONE);
        var series = new LinkedHashMap<String, RegularSeries>();
        for (var each : values.entrySet()) {
            series.put(each.getKey(), regular(each.getKey(), each.getValue(), step.orElse(ONE)));
        }
        return new KnownSeries(series, step);
    }

    private static void sort(String name, List<Value> values) throws KNIMEException {
        values.sort(Comparator.comparing(Value::time));
        for (int i = 1; i < values.size(); i++) {
            var time = values.get(i).time();
            if (time.compareTo(values.get(i - 1).time()) == 0) {
                throw Failures.failure(
                        "%s has two rows at %s.".formatted(title(name), time),
                        name.isEmpty()
                                ? "If the table contains several series, check \"Several series\" and select the "
                                        + "column that names them. Otherwise, remove or aggregate such rows."
                                : "Remove or aggregate such rows.");
            }
        }
    }

    private static Optional<TimeStep> step(Map<String, List<Value>> values) {
        var finder = new TimeStepFinder();
        values.values().forEach(each -> {
            for (int i = 1; i < each.size(); i++) {
                finder.add(each.get(i - 1).time(), each.get(i).time());
            }
        });
        return finder.find();
    }

    private static RegularSeries regular(String name, List<Value> values, TimeStep step) throws KNIMEException {
        try {
            return RegularSeries.of(
                    values.stream().map(Value::time).toList(),
                    values.stream().mapToDouble(Value::value).toArray(),
                    step);
        } catch (SeqNetException e) {
            throw Failures.failure(
                    e,
                    "%s is not regular. %s".formatted(title(name), e.getMessage()),
                    "Aggregate the rows to equal time steps, or find origins by row numbers.");
        }
    }

    /** Returns what messages call a series at their beginning. */
    static String title(String name) {
        return name.isEmpty() ? "The series" : "Series '%s'".formatted(name);
    }
}
