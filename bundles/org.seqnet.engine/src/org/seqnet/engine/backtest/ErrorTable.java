package org.seqnet.engine.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The errors of one method: of all its forecasts, by step ahead, and by series. */
public final class ErrorTable {
    private final double[] levels;
    private final ErrorSums overall;
    private final List<ErrorSums> steps = new ArrayList<>();
    private final List<ErrorSums> series = new ArrayList<>();

    ErrorTable(double[] levels) {
        this.levels = levels;
        this.overall = new ErrorSums(levels);
    }

    void add(int number, int step, double actual, double forecast, double[] quantiles, double scale) {
        Stream.of(overall, at(steps, step), at(series, number))
                .forEach(sums -> sums.add(actual, forecast, quantiles, scale));
    }

    private ErrorSums at(List<ErrorSums> sums, int place) {
        while (sums.size() <= place) {
            sums.add(new ErrorSums(levels));
        }
        return sums.get(place);
    }

    /** Returns the errors of all forecasts. */
    public ForecastErrors overall() {
        return overall.errors();
    }

    /** Returns the errors of each step ahead, the first of them one step behind the origin. */
    public List<ForecastErrors> bySteps() {
        return steps.stream().map(ErrorSums::errors).toList();
    }

    /** Returns the errors of each series, by its number. */
    public List<ForecastErrors> bySeries() {
        return series.stream().map(ErrorSums::errors).toList();
    }
}
