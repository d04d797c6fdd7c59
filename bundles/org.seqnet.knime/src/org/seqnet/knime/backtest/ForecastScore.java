package org.seqnet.knime.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.backtest.BackTest;
import org.seqnet.engine.backtest.SeasonalPeriod;
import org.seqnet.knime.execution.Cancellation;

/**
 * How good forecasts are beside the baselines.
 *
 * @param lackOfQuantiles a warning if the table has quantiles, but none of the prediction
 * @param period the seasonal period, in time steps
 * @param shown the forecasts that the view shows
 */
record ForecastScore(
        ForecastRows rows,
        QuantileColumns quantiles,
        Optional<String> lackOfQuantiles,
        BackTest test,
        int period,
        ShownForecasts shown) {

    /**
     * Measures the forecasts of a table.
     *
     * @throws KNIMEException if a row of one of the tables is refused; the message names it
     */
    static ForecastScore of(
            BufferedDataTable forecasts,
            BufferedDataTable series,
            ForecastColumns columns,
            ForecastScorerParameters parameters,
            ExecutionContext exec)
            throws CanceledExecutionException, KNIMEException {
        var known = KnownSeries.read(series, columns, exec.createSubProgress(0.1));
        var rows = ForecastRows.read(forecasts, columns, known, exec.createSubProgress(0.1));
        int period = parameters.seasonality == Seasonality.CUSTOM
                ? parameters.seasonalPeriod
                : known.step().map(SeasonalPeriod::of).orElse(1);
        var levels = columns.quantiles().levels();
        var test = new BackTest(levels);
        var shown = ShownForecasts.of(rows, period);
        var monitor = exec.createSubProgress(0.8);
        int count = rows.forecasts().size();
        Cancellation.passedOn(monitor, () -> {
            test.addAll(
                    count,
                    number -> {
                        var forecast = rows.forecasts().get(number);
                        return forecast.with(rows.series(forecast.series()), levels.length);
                    },
                    period,
                    (measured, number) -> {
                        shown.see(measured, number);
                        monitor.setProgress((number + 1.0) / count, "computing the baselines");
                    },
                    () -> Cancellation.requested(monitor));
            return null;
        });
        return new ForecastScore(
                rows,
                columns.quantiles(),
                columns.quantiles().warning(columns.forecasts(), parameters.predictionColumn),
                test,
                period,
                shown);
    }

    /** Returns the methods, the network first. */
    List<Method> methods() {
        return Method.of(test);
    }

    /** Returns how many values were measured. */
    long measured() {
        return test.forecasts().overall().count();
    }

    /** Returns what the user should know of the tables, in sentences. */
    Optional<String> warning() {
        var warnings = new ArrayList<String>();
        long without = rows.unpredicted();
        long unknown = rows.rows() - without - measured();
        long unscaled = test.forecasts().overall().unscaled();
        if (without > 0) {
            warnings.add(text("%,d of %,d rows have no forecast and are not scored.", without, rows.rows()));
        }
        if (measured() == 0 && rows.rows() > 0) {
            warnings.add("No actual value of the forecasts is known, so there are no measures. The view shows the "
                    + "forecasts.");
        } else if (unknown > 0) {
            warnings.add(text(
                    "The actual values of %,d of %,d rows are not known; these rows are not scored.",
                    unknown, rows.rows()));
        }
        if (unscaled > 0) {
            warnings.add(text(
                    "MASE leaves out %,d of %,d values because the history up to the origin is constant or not longer "
                            + "than the seasonal period of %,d.",
                    unscaled, measured(), period));
        }
        lackOfQuantiles.ifPresent(warnings::add);
        return warnings.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", warnings));
    }

    private static String text(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
