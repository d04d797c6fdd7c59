package org.seqnet.knime.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.seqnet.engine.backtest.Baseline;
import org.seqnet.engine.backtest.MeasuredOrigin;
import org.seqnet.engine.backtest.RegularSeries;
import org.seqnet.engine.sequence.TimePoint;
import org.seqnet.knime.view.JsonObject;

/** The forecasts that the view can show: the last ones of the first series, as many as a page opens at once. */
final class ShownForecasts {
    /** The numbers of all drawings, about a megabyte. */
    private static final int MOST_NUMBERS = 120_000;

    private static final int MOST_SERIES = 100;
    private static final int LONGEST_HISTORY = 1000;
    private static final int SHORTEST_HISTORY = 24;
    /** As many as have room under a wide drawing. */
    private static final int MOST_TICKS = 9;

    private final ForecastRows rows;
    private final int period;
    private final Set<Integer> chosen = new HashSet<>();
    private final Map<Integer, TreeMap<Integer, JsonObject>> drawings = new TreeMap<>();

    private ShownForecasts(ForecastRows rows, int period) {
        this.rows = rows;
        this.period = period;
    }

    /** Chooses the forecasts. */
    static ShownForecasts of(ForecastRows rows, int period) {
        var shown = new ShownForecasts(rows, period);
        shown.choose();
        return shown;
    }

    private void choose() {
        var forecasts = rows.forecasts();
        int horizon = forecasts.stream().mapToInt(OriginRows::horizon).max().orElse(1);
        int numbers = history(horizon) + horizon * (4 + Baseline.values().length);
        int room = Math.max(1, MOST_NUMBERS / numbers);
        int series = Math.min(Math.min(rows.names().size(), MOST_SERIES), room);
        var left = new HashMap<Integer, Integer>();
        IntStream.range(0, series).forEach(number -> left.put(number, room / series));
        for (int number = forecasts.size() - 1; number >= 0; number--) {
            if (left.merge(forecasts.get(number).series(), -1, Integer::sum) >= 0) {
                chosen.add(number);
            }
        }
    }

    private int history(int horizon) {
        return Math.min(
                LONGEST_HISTORY, Math.max(SHORTEST_HISTORY, Math.max(2 * horizon, Math.min(2 * period, 10 * horizon))));
    }

    /** Takes a forecast, with its number, if it is to be shown. */
    void see(MeasuredOrigin measured, int number) {
        if (!chosen.contains(number)) {
            return;
        }
        var forecast = measured.forecast();
        int place = rows.forecasts().get(number).place();
        int past = Math.min(forecast.history().length, history(forecast.horizon()));
        var quantiles = forecast.quantiles();
        boolean isBand = quantiles.length > 0 && quantiles[0].length > 1;
        var drawing = new JsonObject()
                .with("origin", text(rows.series(forecast.series()), place).orElseThrow())
                .with("history", values(Arrays.copyOfRange(forecast.history(), place + 1 - past, place + 1)))
                .with("actual", values(forecast.actual()))
                .with("forecast", values(forecast.forecast()))
                .with("lower", isBand ? outer(quantiles, 0) : null)
                .with("upper", isBand ? outer(quantiles, quantiles[0].length - 1) : null)
                .with(
                        "baselines",
                        Arrays.stream(Baseline.values())
                                .map(baseline -> values(
                                        measured.baselines().get(baseline).values()))
                                .toList())
                .with("ticks", ticks(rows.series(forecast.series()), place, past, forecast.horizon()));
        drawings.computeIfAbsent(forecast.series(), unseen -> new TreeMap<>()).put(place, drawing);
    }

    private static List<Double> outer(double[][] quantiles, int level) {
        return values(Arrays.stream(quantiles).mapToDouble(each -> each[level]).toArray());
    }

    private static List<Double> values(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** Returns some time steps at equal distances, counted from the origin, and their times. */
    private static List<JsonObject> ticks(RegularSeries series, int place, int past, int horizon) {
        int first = 1 - past;
        int apart = Math.max(1, (past + horizon + MOST_TICKS - 1) / MOST_TICKS);
        var ticks = new ArrayList<JsonObject>();
        for (int step = -(-first / apart) * apart; step <= horizon; step += apart) {
            int ahead = step;
            text(series, place + step)
                    .ifPresent(text ->
                            ticks.add(new JsonObject().with("step", ahead).with("text", text)));
        }
        return ticks;
    }

    private static Optional<String> text(RegularSeries series, int place) {
        return series.time(place).map(TimePoint::text);
    }

    /** Returns the series that are shown, with their forecasts in order of time. */
    List<JsonObject> json() {
        return drawings.entrySet().stream()
                .map(series -> new JsonObject()
                        .withLabel("name", rows.names().get(series.getKey()))
                        .with("origins", List.copyOf(series.getValue().values())))
                .toList();
    }

    /** Returns how many forecasts are shown. */
    int size() {
        return chosen.size();
    }
}
