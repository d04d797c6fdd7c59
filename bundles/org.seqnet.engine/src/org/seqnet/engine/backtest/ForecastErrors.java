package org.seqnet.engine.backtest;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How far forecasts were from what came, over all values for which both are known. What cannot be told is empty.
 *
 * @param count over how many values
 * @param mae the mean absolute error, in the unit of the series
 * @param rmse the root of the mean squared error, in the unit of the series
 * @param mase the mean of absolute errors divided by {@link Baseline#scale} of the history of each; values without a
 *     scale are left out
 * @param unscaled the number of values without a scale: the history is constant, or not longer than a period
 * @param smape the mean of 2 |actual - forecast| / (|actual| + |forecast|), from 0 to 2, where 0 / 0 counts as 0
 * @param wape the sum of absolute errors divided by the sum of absolute actual values
 * @param pinball the mean quantile loss of each level, in the unit of the series
 * @param coverage the share of actual values from the lowest to the highest quantile, which should be the difference of
 *     their levels; empty below two levels
 */
public record ForecastErrors(
        long count,
        OptionalDouble mae,
        OptionalDouble rmse,
        OptionalDouble mase,
        long unscaled,
        OptionalDouble smape,
        OptionalDouble wape,
        List<OptionalDouble> pinball,
        OptionalDouble coverage) {}
