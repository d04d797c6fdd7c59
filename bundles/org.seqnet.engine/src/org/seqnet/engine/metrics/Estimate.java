package org.seqnet.engine.metrics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure of a table of rows, and what it may be on other rows of the same source. Samples hold some rows several
 * times, which raises the mean average precision of rare labels a little, and with it both bounds.
 *
 * @param value the figure; empty where it is undefined
 * @param interval the 95 % interval by 1,000 bootstrap samples of the rows, of those in which the figure is defined;
 *     empty where it never is
 */
public record Estimate(OptionalDouble value, Optional<PercentileInterval> interval) {

    static Estimate of(double value, double[] samples) {
        return Double.isNaN(value)
                ? new Estimate(OptionalDouble.empty(), Optional.empty())
                : new Estimate(OptionalDouble.of(value), PercentileInterval.of(samples));
    }
}
