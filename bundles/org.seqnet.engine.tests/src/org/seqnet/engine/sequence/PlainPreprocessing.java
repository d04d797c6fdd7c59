package org.seqnet.engine.sequence;

/** Preprocessing as one would write it down, value by value, to compare with. */
final class PlainPreprocessing {
    private PlainPreprocessing() {}

    static float[] of(float[] raw, int features, Preprocessing learned) {
        int width = learned.hasMask() ? 2 * features : features;
        int steps = raw.length / features;
        var result = new float[steps * width];
        for (int step = 0; step < steps; step++) {
            for (int f = 0; f < features; f++) {
                double value = filled(raw, features, step, f, learned);
                if (learned.shifts().length > 0) {
                    value = (value - learned.shifts()[f]) * learned.factors()[f];
                }
                result[step * width + f] = (float) value;
                if (learned.hasMask()) {
                    result[step * width + features + f] = Float.isNaN(raw[step * features + f]) ? 1 : 0;
                }
            }
        }
        return result;
    }

    private static double filled(float[] raw, int features, int step, int f, Preprocessing learned) {
        if (!Float.isNaN(raw[step * features + f])) {
            return raw[step * features + f];
        }
        int before = step;
        while (before >= 0 && Float.isNaN(raw[before * features + f])) {
            before--;
        }
        int after = step;
        while (after < raw.length / features && Float.isNaN(raw[after * features + f])) {
            after++;
        }
        boolean hasAfter = after < raw.length / features;
        if (learned.filling() == Filling.TRAINING_MEAN || before < 0 && !hasAfter) {
            return learned.means()[f];
        }
        if (before < 0) {
            return raw[after * features + f];
        }
        if (!hasAfter || learned.filling() == Filling.PREVIOUS) {
            return raw[before * features + f];
        }
        double right = (step - before) / (double) (after - before);
        return raw[before * features + f] * (1 - right) + raw[after * features + f] * right;
    }
}
