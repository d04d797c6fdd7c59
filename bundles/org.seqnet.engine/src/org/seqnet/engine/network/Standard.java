package org.seqnet.engine.network;

import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.ValueMoments;

/**
 * How a target is standardized: a network computes (value - mean) / deviation.
 *
 * @param mean of its training values
 * @param deviation of its training values, above 0; 1 if they do not vary
 */
public record Standard(double mean, double deviation) {
    /** Leaves values as they are. */
    public static final Standard NONE = new Standard(0, 1);

    /**
     * Checks the numbers.
     *
     * @throws SeqNetException if they are not finite, or the deviation is not above 0
     */
    public Standard {
        if (!Double.isFinite(mean) || !(deviation > 0) || Double.isInfinite(deviation)) {
            throw new SeqNetException("Target scaling: a mean of %s and a standard deviation of %s are not a finite "
                            .formatted(mean, deviation)
                    + "number and a positive one.");
        }
    }

    /**
     * Returns the mean and the deviation of a target's known values.
     *
     * @param target its number, from 0 on
     */
    static Standard of(ValueMoments values, int target) {
        double deviation = values.deviation();
        if (!Double.isFinite(deviation)) {
            throw new SeqNetException("Target %d has values that are too large to be standardized. Divide them by a "
                            .formatted(target + 1)
                    + "number first.");
        }
        return new Standard(values.mean(), deviation > 0 ? deviation : 1);
    }

    /** Returns a standardized value in its own unit. */
    public double inOwnUnit(double standardized) {
        return mean + deviation * standardized;
    }

    /** Returns a value standardized. */
    public double standardized(double value) {
        return (value - mean) / deviation;
    }
}
