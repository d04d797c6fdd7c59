package org.seqnet.engine.backtest;

/**
 * The forms of exponential smoothing, all of them additive: they hold for zeros and negative values.
 *
 * @see <a href="https://doi.org/10.1016/S0169-2070(01)00110-8">Hyndman, Koehler, Snyder and Grose, 2002</a>
 */
enum SmoothingForm {
    /** A level. */
    SIMPLE(false, false),
    /** A level, and a trend that fades. */
    DAMPED_TREND(true, false),
    /** A level, and a pattern that repeats. */
    SEASONAL(false, true),
    /** All of it: Holt-Winters. */
    DAMPED_TREND_SEASONAL(true, true);

    private final boolean trend;
    private final boolean seasonal;

    SmoothingForm(boolean trend, boolean seasonal) {
        this.trend = trend;
        this.seasonal = seasonal;
    }

    boolean hasTrend() {
        return trend;
    }

    boolean isSeasonal() {
        return seasonal;
    }

    /** Returns the number of smoothing parameters. */
    int parameters() {
        return 1 + (trend ? 2 : 0) + (seasonal ? 1 : 0);
    }

    /** Returns the number of values that the states start with: one of the pattern is no more than the level. */
    int states(int period) {
        return 1 + (trend ? 1 : 0) + (seasonal ? period - 1 : 0);
    }
}
