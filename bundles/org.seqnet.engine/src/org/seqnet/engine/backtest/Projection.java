package org.seqnet.engine.backtest;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * What a baseline expects: for each step ahead a value and the standard deviation of its error, which is taken as
 * normally distributed. Both are NaN where the history is too short to tell. The arrays are the caller's.
 *
 * @param values by step ahead
 * @param deviations by step ahead, at least 0
 */
public record Projection(double[] values, double[] deviations) {
    private static final NormalDistribution NORMAL = new NormalDistribution();

    static Projection unknown(int horizon) {
        var nothing = new double[horizon];
        Arrays.fill(nothing, Double.NaN);
        return new Projection(nothing, nothing.clone());
    }

    /** Returns the values that are not exceeded with these probabilities, at a step ahead counted from 0. */
    public double[] quantiles(int step, double[] levels) {
        return Arrays.stream(levels)
                .map(level -> values[step] + deviations[step] * NORMAL.inverseCumulativeProbability(level))
                .toArray();
    }
}
