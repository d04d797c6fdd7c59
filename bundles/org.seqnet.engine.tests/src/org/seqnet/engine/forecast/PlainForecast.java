package org.seqnet.engine.forecast;

import java.util.Arrays;
import java.util.function.Function;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Values;

/** Forecasts of one window at a time, written out. A window is [time step][feature]; the last feature counts steps. */
final class PlainForecast {
    private final Values values;
    private final Forecast forecast;
    /** What the network gives for a window as it reads it, before preprocessing. */
    private final Function<double[][], double[]> network;

    PlainForecast(Values values, Function<double[][], double[]> network) {
        this.values = values;
        this.forecast = values.forecast().orElseThrow();
        this.network = network;
    }

    double[] of(double[][] raw) {
        int horizon = forecast.horizon();
        int past = forecast.known().isEmpty() ? raw.length : raw.length - horizon;
        if (!forecast.recursive()) {
            return once(raw, past);
        }
        int targets = forecast.features().size();
        var all = new double[horizon * targets];
        // the series as it would be if each forecast came true
        var series = new double[past + horizon][];
        for (int t = 0; t < series.length; t++) {
            series[t] = t < raw.length ? raw[t].clone() : raw[past - 1].clone();
        }
        for (int step = 0; step < horizon; step++) {
            int now = past + step;
            var window = copy(series, step, forecast.known().isEmpty() ? now : now + 1);
            if (!forecast.known().isEmpty()) {
                for (int t = 0; t < window.length; t++) {
                    window[t][window[t].length - 1] = t < past ? 0 : 1;
                }
            }
            var next = once(window, past);
            System.arraycopy(next, 0, all, step * targets, targets);
            for (int feature = 0; feature < series[now].length; feature++) {
                int target = forecast.features().indexOf(feature);
                if (target >= 0) {
                    series[now][feature] = next[target];
                } else if (!forecast.known().contains(feature)) {
                    series[now][feature] = series[now - 1][feature];
                }
            }
        }
        return all;
    }

    private static double[][] copy(double[][] series, int from, int to) {
        return Arrays.stream(series, from, to).map(double[]::clone).toArray(double[][]::new);
    }

    /** Returns all that the network predicts at once, in own units. */
    private double[] once(double[][] raw, int past) {
        var window = copy(raw, 0, raw.length);
        int features = raw[0].length;
        for (int t = past; t < raw.length; t++) {
            for (int feature = 0; feature < features - 1; feature++) {
                if (!forecast.known().contains(feature)) {
                    window[t][feature] = raw[past - 1][feature];
                }
            }
        }
        if (forecast.normalization() instanceof Normalization.Season season) {
            return changes(window, raw, past, season.steps());
        }
        var means = new double[forecast.features().size()];
        var deviations = new double[means.length];
        Arrays.fill(deviations, 1);
        for (int k = 0; k < means.length && forecast.normalization().equals(Normalization.WINDOW); k++) {
            int feature = forecast.features().get(k);
            means[k] = Arrays.stream(raw, 0, past)
                    .mapToDouble(row -> row[feature])
                    .average()
                    .orElseThrow();
            double mean = means[k];
            double variance = Arrays.stream(raw, 0, past)
                    .mapToDouble(row -> (row[feature] - mean) * (row[feature] - mean))
                    .average()
                    .orElseThrow();
            deviations[k] = variance == 0 ? 1 : Math.sqrt(variance);
            for (var row : window) {
                row[feature] = (row[feature] - means[k]) / deviations[k];
            }
        }
        var outputs = network.apply(window);
        var own = new double[outputs.length];
        for (int i = 0; i < own.length; i++) {
            int k = i / values.loss().outputs() % means.length;
            var standard = values.standards().get(k);
            own[i] = means[k] + deviations[k] * (standard.mean() + standard.deviation() * outputs[i]);
        }
        return own;
    }

    /** Returns forecasts of changes from the last known value of the season, in own units. */
    private double[] changes(double[][] carried, double[][] raw, int past, int season) {
        var targets = forecast.features();
        var sizes = new double[targets.size()];
        var window = copy(carried, season, carried.length);
        for (int k = 0; k < sizes.length; k++) {
            int feature = targets.get(k);
            sizes[k] = Arrays.stream(raw, 0, past)
                    .mapToDouble(row -> Math.abs(row[feature]))
                    .average()
                    .orElseThrow();
            for (int t = season; t < carried.length; t++) {
                window[t - season][feature] = t < past ? (raw[t][feature] - raw[t - season][feature]) / sizes[k] : 0;
            }
        }
        var outputs = network.apply(window);
        int levels = values.loss().outputs();
        var own = new double[outputs.length];
        for (int i = 0; i < own.length; i++) {
            int step = i / levels / sizes.length;
            int k = i / levels % sizes.length;
            int before = past + step - season;
            while (before >= past) {
                before -= season;
            }
            var standard = values.standards().get(k);
            own[i] = raw[before][targets.get(k)] + sizes[k] * (standard.mean() + standard.deviation() * outputs[i]);
        }
        return own;
    }
}
