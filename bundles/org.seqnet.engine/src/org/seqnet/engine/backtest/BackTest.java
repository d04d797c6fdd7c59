package org.seqnet.engine.backtest;

import java.util.EnumMap;
import java.util.Map;

/**
 * Measures forecasts from many origins beside the baselines. Each method is measured on the same values. It keeps sums
 * by series and step only, so that there may be any number of origins.
 */
public final class BackTest {
    private final double[] levels;
    private final ErrorTable forecasts;
    private final Map<Baseline, ErrorTable> baselines = new EnumMap<>(Baseline.class);

    /** Starts without forecasts. @param levels the levels of the quantiles, ascending, between 0 and 1; may be empty */
    public BackTest(double... levels) {
        this.levels = levels.clone();
        this.forecasts = new ErrorTable(this.levels);
        for (var baseline : Baseline.values()) {
            baselines.put(baseline, new ErrorTable(this.levels));
        }
    }

    /** Adds a forecast. The order matters for the last bits of sums only. */
    public void add(MeasuredOrigin origin) {
        var forecast = origin.forecast();
        for (int step = 0; step < forecast.horizon(); step++) {
            double actual = forecast.actual()[step];
            double predicted = forecast.forecast()[step];
            forecasts.add(forecast.series(), step, actual, predicted, forecast.quantiles()[step], origin.scale());
            // where the network has no forecast, the baselines are not measured either
            double common = Double.isNaN(predicted) ? Double.NaN : actual;
            for (var baseline : Baseline.values()) {
                var projection = origin.baselines().get(baseline);
                baselines
                        .get(baseline)
                        .add(
                                forecast.series(),
                                step,
                                common,
                                projection.values()[step],
                                projection.quantiles(step, levels),
                                origin.scale());
            }
        }
    }

    /** Returns the errors of the forecasts. */
    public ErrorTable forecasts() {
        return forecasts;
    }

    /** Returns the errors of a baseline for the same values. */
    public ErrorTable of(Baseline baseline) {
        return baselines.get(baseline);
    }
}
