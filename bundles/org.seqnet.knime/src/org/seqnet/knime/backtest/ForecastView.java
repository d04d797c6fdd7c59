package org.seqnet.knime.backtest;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.backtest.ForecastErrors;
import org.seqnet.knime.view.JsonObject;

/** The data of the view. */
final class ForecastView {
    /** More points than a drawing has pixels. */
    private static final int MOST_STEPS = 400;

    private ForecastView() {}

    /** Returns the data of the view. */
    static JsonObject of(ForecastScore score, ForecastScorerParameters parameters) {
        var methods = score.methods();
        int horizon = methods.get(0).errors().bySteps().size();
        int apart = Math.max(1, (horizon + MOST_STEPS - 1) / MOST_STEPS);
        var steps = IntStream.iterate(0, step -> step < horizon, step -> step + apart)
                .boxed()
                .toList();
        return new JsonObject()
                .with("view", "forecast")
                .withLabel("target", parameters.targetColumn)
                .with("values", score.measured())
                .with("forecasts", score.rows().forecasts().size())
                .with("seriesCount", score.rows().names().size())
                .with("several", parameters.severalSeries)
                .with("horizon", horizon)
                .with("period", score.period())
                .with("guessed", parameters.seasonality == Seasonality.AUTOMATIC)
                .with("nominal", score.quantiles().nominalCoverage())
                .with("methods", methods.stream().map(Method::name).toList())
                .with(
                        "measures",
                        measures(score).stream()
                                .map(measure -> new JsonObject()
                                        .with("name", measure.title())
                                        .with("values", values(measure, methods))
                                        .with("bySteps", bySteps(measure, methods, steps)))
                                .toList())
                .with("steps", steps.stream().map(step -> step + 1).toList())
                .with("shownForecasts", score.shown().size())
                .with("series", score.shown().json());
    }

    private static List<ErrorMeasure> measures(ForecastScore score) {
        boolean hasQuantiles = !score.quantiles().columns().isEmpty();
        return Arrays.stream(ErrorMeasure.values())
                .filter(measure -> hasQuantiles || !measure.needsQuantiles())
                .toList();
    }

    private static List<Object> values(ErrorMeasure measure, List<Method> methods) {
        return methods.stream()
                .<Object>map(method -> measure.of(method.errors().overall()))
                .toList();
    }

    private static List<List<Object>> bySteps(ErrorMeasure measure, List<Method> methods, List<Integer> steps) {
        return methods.stream()
                .map(method -> {
                    List<ForecastErrors> errors = method.errors().bySteps();
                    return steps.stream()
                            .<Object>map(step -> measure.of(errors.get(step)))
                            .toList();
                })
                .toList();
    }
}
