package org.seqnet.engine.backtest;

/**
 * A forecast of one series from one origin, and what came. Values are finite, or NaN where they are not known. The
 * arrays are the caller's.
 *
 * @param series the number of the series, from 0 on without gaps
 * @param history the values up to the origin, in order of time
 * @param actual the values behind the origin, by step ahead
 * @param forecast what was predicted for them
 * @param quantiles by step ahead, the predicted quantile of each level of the {@link BackTest}
 */
public record OriginForecast(int series, double[] history, double[] actual, double[] forecast, double[][] quantiles) {

    /** @throws IllegalArgumentException if the numbers of steps differ */
    public OriginForecast {
        if (actual.length != forecast.length || quantiles.length != forecast.length) {
            throw new IllegalArgumentException("A forecast of " + forecast.length + " steps has " + actual.length
                    + " actual values and quantiles of " + quantiles.length + " steps.");
        }
    }

    /** Returns the number of steps ahead. */
    public int horizon() {
        return forecast.length;
    }
}
