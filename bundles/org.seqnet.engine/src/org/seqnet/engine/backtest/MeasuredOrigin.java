package org.seqnet.engine.backtest;

import java.util.EnumMap;
import java.util.Map;

/**
 * A forecast with what the baselines, which know the same history, expect. To make one is nearly all of the work of a
 * back-test; it changes nothing, so that several threads may do so.
 *
 * @param scale what MASE divides by; NaN if there is none
 */
public record MeasuredOrigin(OriginForecast forecast, double scale, Map<Baseline, Projection> baselines) {

    /** @param period after how many steps the pattern of the series repeats, at least 1, which is no pattern */
    public static MeasuredOrigin of(OriginForecast forecast, int period) {
        var baselines = new EnumMap<Baseline, Projection>(Baseline.class);
        for (var baseline : Baseline.values()) {
            baselines.put(baseline, baseline.project(forecast.history(), period, forecast.horizon()));
        }
        return new MeasuredOrigin(forecast, Baseline.scale(forecast.history(), period), baselines);
    }
}
