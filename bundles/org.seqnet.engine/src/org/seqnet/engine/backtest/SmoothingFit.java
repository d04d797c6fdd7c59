package org.seqnet.engine.backtest;

/**
 * Exponential smoothing that followed a series to its end. The state is of values that were standardized.
 *
 * @param mean what is 0 in the state
 * @param unit what is 1 in the state
 * @param deviation the standard deviation of the errors one step ahead, in the unit of the state
 * @param criterion AICc, up to what is the same for all forms: the least is best
 */
record SmoothingFit(
        SmoothingForm form,
        SmoothingParameters parameters,
        SmoothingState state,
        double mean,
        double unit,
        double deviation,
        double criterion) {

    /** Continues the series; the deviation of a step adds what errors of the steps before leave of themselves. */
    Projection project(int horizon) {
        var values = new double[horizon];
        var deviations = new double[horizon];
        var future = state.copy();
        var trace = new SmoothingState(parameters, 0, 0, new double[future.period()]);
        trace.advance(1);
        double variance = 1;
        for (int step = 0; step < horizon; step++) {
            values[step] = mean + unit * future.next();
            deviations[step] = unit * deviation * Math.sqrt(variance);
            future.advance(0);
            variance += trace.next() * trace.next();
            trace.advance(0);
        }
        return new Projection(values, deviations);
    }
}
