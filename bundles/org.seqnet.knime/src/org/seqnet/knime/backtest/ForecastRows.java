package org.seqnet.knime.backtest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.knime.core.data.LongValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.backtest.RegularSeries;
import org.seqnet.engine.network.Forecast;
import org.seqnet.knime.execution.RowProgress;
import org.seqnet.knime.label.TableRow;

/** Collects the rows of a table of forecasts by series and origin. */
final class ForecastRows {
    /** The relative error of numbers that were written and read, or summed in another order. */
    private static final double EQUAL = 1e-6;

    private final ForecastColumns columns;
    private final KnownSeries known;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<RegularSeries> histories = new ArrayList<>();
    private final List<Map<Integer, OriginRows>> origins = new ArrayList<>();
    private final List<OriginRows> forecasts = new ArrayList<>();
    private long rows;
    private long unpredicted;

    private ForecastRows(ForecastColumns columns, KnownSeries known) {
        this.columns = columns;
        this.known = known;
    }

    /**
     * Reads a table.
     *
     * @throws KNIMEException if a row does not name its series, origin and step, if the series has no row at the
     *     origin, if two rows forecast the same step, or if a value is infinite
     */
    static ForecastRows read(
            BufferedDataTable table, ForecastColumns columns, KnownSeries known, ExecutionMonitor monitor)
            throws CanceledExecutionException, KNIMEException {
        var collected = new ForecastRows(columns, known);
        try (var rows = table.iterator()) {
            for (long index = 0; rows.hasNext(); index++) {
                monitor.checkCanceled();
                collected.add(new SeriesRow(
                        new TableRow(0, ForecastColumns.FORECASTS, index, rows.next()), columns.forecasts()));
                RowProgress.report(monitor, index + 1, table.size());
            }
        }
        return collected;
    }

    private void add(SeriesRow row) throws KNIMEException {
        var origin = origin(row);
        int ahead = ahead(row);
        double forecast = row.value(columns.prediction());
        var quantiles = new double[columns.quantiles().columns().size()];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = row.value(columns.quantiles().columns().get(i).column());
        }
        double actual =
                columns.actual().isPresent() ? row.value(columns.actual().getAsInt()) : Double.NaN;
        requireSame(row, actual, origin, ahead);
        if (!origin.add(ahead, new OriginRows.Step(actual, forecast, quantiles))) {
            throw row.row()
                    .failure(
                            columns.step(),
                            "This step was forecast above.",
                            "a row above has a forecast of the same step from the same origin.",
                            "If the table contains several series, check \"Several series\" and select the column "
                                    + "that names them. If it contains the forecasts of several networks, score them "
                                    + "one by one.");
        }
        rows++;
        unpredicted += Double.isNaN(forecast) ? 1 : 0;
    }

    private OriginRows origin(SeriesRow row) throws KNIMEException {
        if (columns.forecastSeries().isPresent()) {
            row.requireCell(columns.forecastSeries().getAsInt());
        }
        var name = row.series(columns.forecastSeries()).orElseThrow();
        var series = known.series().get(name);
        if (series == null) {
            throw row.row()
                    .failure(
                            columns.forecastSeries().orElse(columns.origin()),
                            "The series is not known.",
                            name.isEmpty()
                                    ? "the series table has no rows."
                                    : "the series table has no rows of series '%s'.".formatted(name),
                            "Connect the table with the values from which the forecasts were computed.");
        }
        var time = row.time(columns.origin());
        int place = series.place(time).orElseThrow(() -> row.row()
                .failure(
                        columns.origin(),
                        "The origin is not known.",
                        "the series table has no row%s at the origin, %s."
                                .formatted(name.isEmpty() ? "" : " of series '" + name + "'", time),
                        "Connect the table with the values from which the forecasts were computed, and select "
                                + "its time column. If the origins are row numbers, uncheck \"Find origins by "
                                + "time\"."));
        int number = numbers.computeIfAbsent(name, unseen -> names.size());
        if (number == names.size()) {
            names.add(name);
            histories.add(series);
            origins.add(new HashMap<>());
        }
        return origins.get(number).computeIfAbsent(place, unseen -> {
            var origin = new OriginRows(number, place);
            forecasts.add(origin);
            return origin;
        });
    }

    /** Both tables must state the same of a time, or else a forecast is measured against the past of another series. */
    private void requireSame(SeriesRow row, double actual, OriginRows origin, int ahead) throws KNIMEException {
        double value = histories.get(origin.series()).value(origin.place() + ahead);
        // NaN, which is not known, never differs
        if (Math.abs(actual - value) > EQUAL * Math.max(Math.abs(actual), Math.abs(value))) {
            throw row.row()
                    .failure(
                            columns.actual().orElseThrow(),
                            "The series table has another value.",
                            ("the actual value is %s, but the series table has %s%s at this time, %d %s after the "
                                            + "origin.")
                                    .formatted(actual, value, of(origin), ahead, ahead == 1 ? "step" : "steps"),
                            "Check \"Target column\", \"Series column\" and \"Time column\", and connect the table "
                                    + "with the values from which the forecasts were computed.");
        }
    }

    private String of(OriginRows origin) {
        var name = names.get(origin.series());
        return name.isEmpty() ? "" : " of series '" + name + "'";
    }

    private int ahead(SeriesRow row) throws KNIMEException {
        row.requireCell(columns.step());
        long step = ((LongValue) row.row().cell(columns.step())).getLongValue();
        if (step < 1 || step > Forecast.MOST_STEPS) {
            throw row.row()
                    .failure(
                            columns.step(),
                            "This is no step.",
                            "step %d is not between 1 and %d.".formatted(step, Forecast.MOST_STEPS),
                            "Select the column that counts the steps after the origin.");
        }
        return (int) step;
    }

    /** Returns the names of the series by their numbers. */
    List<String> names() {
        return names;
    }

    /** Returns a series by its number. */
    RegularSeries series(int number) {
        return histories.get(number);
    }

    /** Returns the forecasts in the order of their first rows. */
    List<OriginRows> forecasts() {
        return forecasts;
    }

    /** Returns how many rows were read. */
    long rows() {
        return rows;
    }

    /** Returns how many rows had no forecast. */
    long unpredicted() {
        return unpredicted;
    }
}
