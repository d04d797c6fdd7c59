package org.seqnet.knime.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.tensor.FeatureLine;

/**
 * Sequences that a view draws as curves, one for each feature, thinned to what a small drawing can show. All curves of
 * a feature have one scale, so that sequences can be compared; each feature has its own, since units differ.
 */
final class Curves {
    /** The features that a reader can choose from. */
    static final int MOST_FEATURES = 24;
    /** A curve as wide as a phone. */
    private static final int MOST_POINTS = 120;
    /** Fewer would hide what a curve looks like. */
    private static final int FEWEST_POINTS = 24;
    /** The points of all curves of a view, a few hundred kilobytes. */
    private static final int MOST_POINTS_OF_ALL = 60_000;
    /** A value is told as a whole number of these parts of its feature's range. */
    private static final int PARTS = 1000;

    private final List<String> names;
    private final int mostSequences;
    private final List<Thinned> sequences = new ArrayList<>();
    private int features;

    /**
     * Creates a collection without sequences yet.
     *
     * @param names the names of the features, as far as they are known
     * @param mostSequences how many sequences will be added at most
     */
    Curves(List<String> names, int mostSequences) {
        this.names = names;
        this.mostSequences = mostSequences;
    }

    private record Thinned(int steps, List<FeatureLine> lines) {
        private int missing() {
            return lines.stream().mapToInt(FeatureLine::missing).sum();
        }
    }

    /** Takes a sequence, time steps x features or one value a step, and returns its number. */
    int add(Tensor sequence) {
        int width = FeatureLine.features(sequence);
        features = Math.max(features, width);
        int shown = Math.min(width, MOST_FEATURES);
        int points = Math.min(MOST_POINTS, Math.max(FEWEST_POINTS, MOST_POINTS_OF_ALL / (mostSequences * shown)));
        var lines = IntStream.range(0, shown)
                .mapToObj(feature -> FeatureLine.of(sequence, feature, points))
                .toList();
        sequences.add(new Thinned(sequence.shape().size(0), lines));
        return sequences.size() - 1;
    }

    /** Returns the features with their scales, once all sequences have been added. */
    JsonObject features() {
        var shown = IntStream.range(0, Math.min(features, MOST_FEATURES))
                .mapToObj(feature -> {
                    var scale = scale(feature);
                    return new JsonObject()
                            .withLabel("name", name(feature))
                            .with("least", scale[0])
                            .with("most", scale[1]);
                })
                .toList();
        return new JsonObject().with("count", features).with("shown", shown);
    }

    private String name(int feature) {
        return feature < names.size() ? names.get(feature) : "feature " + (feature + 1);
    }

    /** Returns the least and the most value of a feature in all sequences; infinite if it has none. */
    private double[] scale(int feature) {
        var scale = new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (var sequence : sequences) {
            if (feature < sequence.lines.size()) {
                for (float value : sequence.lines.get(feature).values()) {
                    if (!Float.isNaN(value)) {
                        scale[0] = Math.min(scale[0], value);
                        scale[1] = Math.max(scale[1], value);
                    }
                }
            }
        }
        return scale;
    }

    /** Returns the data of a sequence, once all have been added. */
    JsonObject json(int number) {
        var sequence = sequences.get(number);
        var lines = IntStream.range(0, sequence.lines.size())
                .mapToObj(feature -> parts(sequence.lines.get(feature).values(), scale(feature)))
                .toList();
        return new JsonObject()
                .with("steps", sequence.steps)
                .with("missing", sequence.missing())
                .with("lines", lines);
    }

    private static List<Integer> parts(float[] values, double[] scale) {
        double range = scale[1] > scale[0] ? scale[1] - scale[0] : 1;
        var parts = new Integer[values.length];
        Arrays.setAll(
                parts, i -> Float.isNaN(values[i]) ? null : (int) Math.round(PARTS * (values[i] - scale[0]) / range));
        return Arrays.asList(parts);
    }
}
