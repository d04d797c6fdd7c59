package org.seqnet.knime.tensor;

import org.seqnet.engine.tensor.Tensor;

/**
 * The values of one feature of a sequence over time, thinned to what a drawing can show.
 *
 * @param values evenly spread over the time steps; NaN for a gap
 * @param missing how many of all values are no numbers
 */
public record FeatureLine(float[] values, int missing) {
    /** Returns how many features a sequence has. */
    public static int features(Tensor sequence) {
        return sequence.shape().rank() == 2 ? sequence.shape().size(1) : 1;
    }

    /** Returns a feature of a sequence, time steps x features or one value a step, with at most so many values. */
    public static FeatureLine of(Tensor sequence, int feature, int most) {
        int width = features(sequence);
        var values = new float[sequence.shape().size(0)];
        int missing = 0;
        for (int step = 0; step < values.length; step++) {
            float value = sequence.value(step * width + feature);
            values[step] = Float.isFinite(value) ? value : Float.NaN;
            missing += Float.isFinite(value) ? 0 : 1;
        }
        return new FeatureLine(values.length <= most ? values : thinned(values, most / 2), missing);
    }

    /** Returns the smallest and the largest value of each part, in their order; NaN where most of a part is missing. */
    private static float[] thinned(float[] values, int parts) {
        var kept = new float[2 * parts];
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) part * values.length / parts);
            int to = (int) ((long) (part + 1) * values.length / parts);
            int least = -1;
            int most = -1;
            int missing = 0;
            for (int i = from; i < to; i++) {
                if (Float.isNaN(values[i])) {
                    missing++;
                } else {
                    least = least < 0 || values[i] < values[least] ? i : least;
                    most = most < 0 || values[i] > values[most] ? i : most;
                }
            }
            boolean gap = 2 * missing > to - from;
            kept[2 * part] = gap ? Float.NaN : values[Math.min(least, most)];
            kept[2 * part + 1] = gap ? Float.NaN : values[Math.max(least, most)];
        }
        return kept;
    }
}
