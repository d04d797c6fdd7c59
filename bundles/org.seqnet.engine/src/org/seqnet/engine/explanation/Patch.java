package org.seqnet.engine.explanation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Values of a sequence that are occluded at once: some time steps of some features.
 *
 * @param step the first of the time steps
 * @param feature the first of the features
 */
record Patch(int step, int steps, int feature, int features) {

    /**
     * Returns the patches that cover a sequence, each overlapping the next by half.
     *
     * @param channels the channels of an image whose rows the time steps are; 0 for any other sequence
     */
    static List<Patch> of(Method.Occlusion occlusion, int timeSteps, int features, int channels) {
        int unit = channels > 0 ? channels : occlusion.eachFeature() ? 1 : features;
        int units = features / unit;
        int height = length(occlusion.window(), timeSteps);
        int width = channels > 0 ? length(occlusion.window(), units) : 1;
        var patches = new ArrayList<Patch>();
        for (int step : starts(timeSteps, height)) {
            for (int first : starts(units, width)) {
                patches.add(new Patch(step, height, first * unit, width * unit));
            }
        }
        return patches;
    }

    /** Returns how many patches {@link #of} makes. */
    static long count(Method.Occlusion occlusion, int timeSteps, int features, int channels) {
        int units = channels > 0 ? features / channels : occlusion.eachFeature() ? features : 1;
        int width = channels > 0 ? length(occlusion.window(), units) : 1;
        return (long) starts(timeSteps, length(occlusion.window(), timeSteps)).length * starts(units, width).length;
    }

    private static int length(double share, int whole) {
        return (int) Math.max(1, Math.round(share * whole));
    }

    private static int[] starts(int whole, int length) {
        int stride = (length + 1) / 2;
        int last = whole - length;
        return IntStream.rangeClosed(0, (last + stride - 1) / stride)
                .map(i -> Math.min(i * stride, last))
                .toArray();
    }

    /** Lets a sequence take the values of the baseline here; with a mask behind its features, there too. */
    void occlude(float[] values, int at, int width, int rawFeatures, float[] baselineStep) {
        for (int t = step; t < step + steps; t++) {
            for (int mask = 0; mask < width; mask += rawFeatures) {
                System.arraycopy(baselineStep, mask + feature, values, at + t * width + mask + feature, features);
            }
        }
    }
}
