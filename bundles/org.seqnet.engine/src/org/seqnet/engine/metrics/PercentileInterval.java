package org.seqnet.engine.metrics;

import java.util.Arrays;
import java.util.Optional;

/**
 * Between which values a figure lies in 95 of 100 samples: the percentile interval of the bootstrap.
 *
 * @see <a href="https://doi.org/10.1214/ss/1177013815">Efron and Tibshirani, 1986</a>
 */
public record PercentileInterval(double lower, double upper) {

    /** Returns the interval of a figure in many samples, where it is NaN if undefined; empty if it is so in all. */
    static Optional<PercentileInterval> of(double[] samples) {
        var sorted = Arrays.stream(samples)
                .filter(figure -> !Double.isNaN(figure))
                .sorted()
                .toArray();
        return sorted.length == 0
                ? Optional.empty()
                : Optional.of(new PercentileInterval(quantile(sorted, 0.025), quantile(sorted, 0.975)));
    }

    /** Returns a quantile, between the two nearest values in proportion. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
