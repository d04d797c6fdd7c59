package org.seqnet.knime.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.seqnet.engine.backtest.OriginForecast;
import org.seqnet.engine.backtest.RegularSeries;

/** The rows of one forecast: those of a series from an origin. */
final class OriginRows {
    /** What a row states. */
    record Step(double actual, double forecast, double[] quantiles) {}

    private final int series;
    private final int place;
    private final List<Step> steps = new ArrayList<>();

    /**
     * Starts without rows.
     *
     * @param series the number of the series
     * @param place the place of the origin in the series
     */
    OriginRows(int series, int place) {
        this.series = series;
        this.place = place;
    }

    /** Takes a row, which forecasts a step ahead, counted from 1; says whether it is the first one of this step. */
    boolean add(int ahead, Step step) {
        if (steps.size() < ahead) {
            steps.addAll(Collections.nCopies(ahead - steps.size(), null));
        }
        return steps.set(ahead - 1, step) == null;
    }

    int series() {
        return series;
    }

    int place() {
        return place;
    }

    int horizon() {
        return steps.size();
    }

    /** Returns the forecast with the history of its series. Actual values that no row states are the series' own. */
    OriginForecast with(RegularSeries known, int levels) {
        var actual = new double[steps.size()];
        var forecast = new double[steps.size()];
        var quantiles = new double[steps.size()][];
        var unknown = new double[levels];
        Arrays.fill(unknown, Double.NaN);
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            actual[i] = step == null || Double.isNaN(step.actual()) ? known.value(place + i + 1) : step.actual();
            forecast[i] = step == null ? Double.NaN : step.forecast();
            quantiles[i] = step == null ? unknown : step.quantiles();
        }
        return new OriginForecast(series, known.upTo(place), actual, forecast, quantiles);
    }
}
