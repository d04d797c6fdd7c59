package org.seqnet.engine.forecast;

import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Standard;

/**
 * What the numbers of one target are in its own unit, for one window: {@code offset + factor x number}, where the
 * offset may differ from step to step.
 */
final class TargetUnits {
    private final double factor;
    /** The offsets of the first steps ahead; later ones begin anew. */
    private final double[] offsets;

    private TargetUnits(double factor, double... offsets) {
        this.factor = factor;
        this.offsets = offsets;
    }

    /** Returns those of a feature of a window with so many past steps. */
    static TargetUnits of(Normalization normalization, float[] window, int past, int features, int feature) {
        return normalization.fold(
                none -> new TargetUnits(1, 0),
                each -> {
                    var standard = standard(window, past, features, feature);
                    return new TargetUnits(standard.deviation(), standard.mean());
                },
                season -> {
                    var references = new double[season.steps()];
                    for (int i = 0; i < references.length; i++) {
                        references[i] = reference(window, past + i, season.steps(), past, features, feature);
                    }
                    return new TargetUnits(meanSize(window, past, features, feature), references);
                });
    }

    /**
     * Returns the mean and the deviation of a feature up to the origin; 1 if it does not vary, 0 and 1 without values.
     */
    static Standard standard(float[] window, int past, int features, int feature) {
        int count = 0;
        double mean = 0;
        double squares = 0;
        for (int i = feature; i < past * features; i += features) {
            double value = window[i];
            if (!Double.isNaN(value)) {
                count++;
                double difference = value - mean;
                mean += difference / count;
                squares += difference * (value - mean);
            }
        }
        double deviation = Math.sqrt(squares / Math.max(1, count));
        return new Standard(mean, deviation > ROUNDING * Math.abs(mean) ? deviation : 1);
    }

    /** Deviations that are smaller against the mean are what rounding leaves of equal values. */
    private static final double ROUNDING = 1e-9;

    /** Returns the mean size of a feature's values up to the origin; 1 if there are none but 0. */
    static double meanSize(float[] window, int past, int features, int feature) {
        int count = 0;
        double sum = 0;
        for (int i = feature; i < past * features; i += features) {
            if (!Float.isNaN(window[i])) {
                count++;
                sum += Math.abs(window[i]);
            }
        }
        return sum > 0 ? sum / count : 1;
    }

    /** Returns the last value that is not missing a whole number of seasons before a step; NaN if there is none. */
    static float reference(float[] window, int step, int season, int past, int features, int feature) {
        for (int before = step - season; before >= 0; before -= season) {
            if (before < past && !Float.isNaN(window[before * features + feature])) {
                return window[before * features + feature];
            }
        }
        return Float.NaN;
    }

    double factor() {
        return factor;
    }

    /** Returns the offset of a step ahead, counted from 0. */
    double offset(int step) {
        return offsets[step % offsets.length];
    }
}
