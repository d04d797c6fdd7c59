package org.seqnet.engine.kernel.rocket;

/** Gives features the mean 0 and the deviation 1 that they have over the training sequences. */
public final class Standardization {
    private final float[] means;
    private final float[] factors;

    public Standardization(float[] means, float[] deviations) {
        this.means = means;
        this.factors = new float[deviations.length];
        for (int f = 0; f < factors.length; f++) {
            factors[f] = 1 / deviations[f];
        }
    }

    /** Standardizes a row of features in place. */
    public void apply(float[] features) {
        for (int f = 0; f < features.length; f++) {
            features[f] = (features[f] - means[f]) * factors[f];
        }
    }
}
