package org.seqnet.engine.sequence;

/**
 * Quantiles between neighbors, as in R's type 7.
 *
 * <p>Source: Hyndman and Fan, The American Statistician 50, 1996.
 */
final class Quantile {
    /** The shares of values below each quartile. */
    static final double[] QUARTILES = {0.25, 0.5, 0.75};

    private Quantile() {}

    /** Finds values by their ranks; that of the least value is 0. */
    interface Ranked {
        float at(long rank);
    }

    /** Returns a quantile of so many values; 0 of none. */
    static double of(long count, double share, Ranked values) {
        if (count == 0) {
            return 0;
        }
        double place = share * (count - 1);
        long below = (long) place;
        float lower = values.at(below);
        float upper = values.at(Math.min(below + 1, count - 1));
        return lower + (place - below) * ((double) upper - lower);
    }
}
