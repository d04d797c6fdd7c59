package org.seqnet.knime.backtest;

import java.util.OptionalInt;
import java.util.function.Predicate;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.NominalValue;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.knime.column.Columns;
import org.seqnet.knime.column.TimeCells;
import org.seqnet.knime.message.Failures;

/**
 * Where a scorer of forecasts reads, in both tables.
 *
 * @param actual the column of the forecasts with the actual values, if there is one
 */
record ForecastColumns(
        DataTableSpec forecasts,
        OptionalInt forecastSeries,
        int origin,
        int step,
        int prediction,
        QuantileColumns quantiles,
        OptionalInt actual,
        DataTableSpec series,
        OptionalInt seriesName,
        OptionalInt time,
        int target) {
    private static final Predicate<DataColumnSpec> NUMBERS = Columns.accepts(LongValue.class, DoubleValue.class);

    /** What messages call the tables. */
    static final String FORECASTS = "forecast table";

    static final String SERIES = "series table";

    /**
     * Finds the columns.
     *
     * @throws InvalidSettingsException if one is not chosen, not there, or of another type
     */
    static ForecastColumns of(DataTableSpec forecasts, DataTableSpec series, ForecastScorerParameters parameters)
            throws InvalidSettingsException {
        parameters.chooseColumns(forecasts, series);
        parameters.validate();
        int prediction = numbers(forecasts, FORECASTS, "Prediction column", parameters.predictionColumn);
        int origin = times(forecasts, FORECASTS, "Origin column", parameters.originColumn);
        int step =
                Columns.find(forecasts, FORECASTS, "Step column", parameters.stepColumn, "integers", LongValue.class);
        int target = numbers(series, SERIES, "Target column", parameters.targetColumn);
        var time = parameters.hasTimes
                ? OptionalInt.of(times(series, SERIES, "Time column", parameters.timeColumn))
                : OptionalInt.empty();
        if (time.isPresent() && time.getAsInt() == target) {
            throw Failures.invalid(
                    "Time column: column '%s' is also the target column.".formatted(parameters.timeColumn),
                    "Select the column with the time of each row.");
        }
        if (time.isPresent()) {
            requireSameTimes(forecasts.getColumnSpec(origin), series.getColumnSpec(time.getAsInt()));
        }
        return new ForecastColumns(
                forecasts,
                names(forecasts, FORECASTS, parameters),
                origin,
                step,
                prediction,
                QuantileColumns.of(forecasts, parameters.predictionColumn),
                actual(forecasts, parameters.targetColumn, prediction),
                series,
                names(series, SERIES, parameters),
                time,
                target);
    }

    /** Returns the name of the time column, which there must be. */
    String timeName() {
        return series.getColumnSpec(time.getAsInt()).getName();
    }

    private static int numbers(DataTableSpec spec, String table, String setting, String name)
            throws InvalidSettingsException {
        return Columns.find(spec, table, setting, name, "numbers", DoubleValue.class);
    }

    private static int times(DataTableSpec spec, String table, String setting, String name)
            throws InvalidSettingsException {
        return Columns.find(spec, table, setting, name, "numbers, dates or times", TimeCells.FITTING);
    }

    /** Origins are found by comparing them with the times of the series. */
    private static void requireSameTimes(DataColumnSpec origin, DataColumnSpec time) throws InvalidSettingsException {
        boolean areNumbers = NUMBERS.test(origin) && NUMBERS.test(time);
        if (!areNumbers && !origin.getType().equals(time.getType())) {
            throw Failures.invalid(
                    ("Time column: column '%s' of the series table has the type '%s', but the origins in column '%s' "
                                    + "of the forecast table have the type '%s'.")
                            .formatted(
                                    time.getName(),
                                    time.getType().getName(),
                                    origin.getName(),
                                    origin.getType().getName()),
                    "Select the order column of the Sequence Reshaper, or convert one of the columns to the type of "
                            + "the other one.");
        }
    }

    private static OptionalInt names(DataTableSpec spec, String table, ForecastScorerParameters parameters)
            throws InvalidSettingsException {
        return parameters.severalSeries
                ? OptionalInt.of(Columns.find(
                        spec,
                        table,
                        "Series column",
                        parameters.seriesColumn,
                        "strings or integers",
                        NominalValue.class,
                        LongValue.class))
                : OptionalInt.empty();
    }

    private static OptionalInt actual(DataTableSpec forecasts, String target, int prediction) {
        int column = forecasts.findColumnIndex(target);
        return column >= 0
                        && column != prediction
                        && forecasts.getColumnSpec(column).getType().isCompatible(DoubleValue.class)
                ? OptionalInt.of(column)
                : OptionalInt.empty();
    }
}
