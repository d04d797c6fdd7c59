package org.seqnet.engine.backtest;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * Measures forecasts from many origins beside the baselines. Each method is measured on the same values;
 * pinball losses and coverages alone are, for each method, of the steps of which it tells quantiles. It keeps sums by
 * series and step only, so that there may be any number of origins.
 */
public final class BackTest {
    private static final int TOGETHER = 32;

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

    /**
     * Adds forecasts, in parallel where that changes nothing, and shows each with what the baselines expect.
     *
     * @param count the number of forecasts
     * @param forecasts gives them by their numbers; called by several threads
     * @param period after how many steps the pattern of the series repeats, at least 1, which is no pattern
     * @param seen is shown each forecast with its number, in ascending order
     * @param cancelled is asked before every {@value #TOGETHER} forecasts
     * @throws CancellationException if {@code cancelled} says so
     */
    public void addAll(
            int count,
            IntFunction<OriginForecast> forecasts,
            int period,
            ObjIntConsumer<MeasuredOrigin> seen,
            BooleanSupplier cancelled) {
        for (int first = 0; first < count; first += TOGETHER) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            int start = first;
            var measured = IntStream.range(start, Math.min(count, start + TOGETHER))
                    .parallel()
                    .mapToObj(number -> MeasuredOrigin.of(forecasts.apply(number), period))
                    .toList();
            for (int i = 0; i < measured.size(); i++) {
                add(measured.get(i));
                seen.accept(measured.get(i), start + i);
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
