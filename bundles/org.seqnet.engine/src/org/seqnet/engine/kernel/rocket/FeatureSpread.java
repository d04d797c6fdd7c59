package org.seqnet.engine.kernel.rocket;

import java.io.Serializable;
import org.seqnet.engine.SeqNetException;

/**
 * How features vary over training sequences. Sums over parts of the sequences add up to those over all.
 *
 * @param means of all features
 * @param deviations likewise; 1 where it would be 0
 */
public record FeatureSpread(float[] means, float[] deviations) implements Serializable {
    /** Less is what rounding makes of equal shares. */
    private static final float LEAST_DEVIATION = 1e-6f;

    /** Returns the sum of each feature over all rows. */
    public static double[] sums(float[][] rows, int features) {
        var sums = new double[features];
        for (var row : rows) {
            for (int f = 0; f < sums.length; f++) {
                sums[f] += row[f];
            }
        }
        return sums;
    }

    /** Returns the sum of the squares of each feature's distances from its mean over the rows of all parts. */
    public static double[] squares(float[][] rows, double[] means) {
        var squares = new double[means.length];
        for (var row : rows) {
            for (int f = 0; f < squares.length; f++) {
                double difference = row[f] - means[f];
                squares[f] += difference * difference;
            }
        }
        return squares;
    }

    /**
     * Returns what the sums over all rows come to.
     *
     * @throws SeqNetException if no feature varies
     */
    public static FeatureSpread of(double[] means, double[] squares, long rows) {
        var rounded = new float[means.length];
        var deviations = new float[means.length];
        boolean areEqual = true;
        for (int f = 0; f < means.length; f++) {
            rounded[f] = (float) means[f];
            float deviation = (float) Math.sqrt(squares[f] / rows);
            deviations[f] = deviation > LEAST_DEVIATION ? deviation : 1;
            areEqual &= deviation <= LEAST_DEVIATION;
        }
        if (areEqual) {
            throw new SeqNetException(
                    "All training sequences have the same features, such as constant sequences do, so "
                            + "that no class can be told from another. Check the sequence column.");
        }
        return new FeatureSpread(rounded, deviations);
    }

    /** Returns what gives each feature mean 0 and deviation 1. */
    public Standardization standardization() {
        return new Standardization(means, deviations);
    }
}
