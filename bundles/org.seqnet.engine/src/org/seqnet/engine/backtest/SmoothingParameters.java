package org.seqnet.engine.backtest;

/**
 * How much of an error goes into each state.
 *
 * @param level alpha
 * @param trend beta, at most alpha; 0 without a trend
 * @param damping phi, the share of the trend that is left after a step; 1 without a trend
 * @param season gamma, at most 1 - alpha; 0 without a pattern
 */
record SmoothingParameters(double level, double trend, double damping, double season) {
    private static final double LEAST = 1e-4;
    private static final double LEAST_DAMPING = 0.8;
    private static final double MOST_DAMPING = 0.98;

    /** Returns the least value of each free parameter, in the order of {@link #of}. */
    static double[] lower(SmoothingForm form) {
        return free(form, LEAST, LEAST, LEAST_DAMPING, LEAST);
    }

    static double[] start(SmoothingForm form) {
        return free(form, 0.3, 0.1, 0.95, 0.1);
    }

    static double[] upper(SmoothingForm form) {
        return free(form, 1 - LEAST, 1 - LEAST, MOST_DAMPING, 1 - LEAST);
    }

    private static double[] free(SmoothingForm form, double level, double trend, double damping, double season) {
        if (form.hasTrend()) {
            return form.isSeasonal()
                    ? new double[] {level, trend, damping, season}
                    : new double[] {level, trend, damping};
        }
        return form.isSeasonal() ? new double[] {level, season} : new double[] {level};
    }

    /** Takes alpha, beta as a share of alpha, phi, and gamma as a share of 1 - alpha, of which the form has some. */
    static SmoothingParameters of(SmoothingForm form, double[] free) {
        double level = free[0];
        return new SmoothingParameters(
                level,
                form.hasTrend() ? level * free[1] : 0,
                form.hasTrend() ? free[2] : 1,
                form.isSeasonal() ? (1 - level) * free[free.length - 1] : 0);
    }
}
