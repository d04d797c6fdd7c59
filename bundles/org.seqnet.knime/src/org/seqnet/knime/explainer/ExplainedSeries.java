package org.seqnet.knime.explainer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.tensor.FeatureLine;
import org.seqnet.knime.view.JsonObject;

/**
 * A feature of a sequence with its shares, thinned to what a drawing can show.
 *
 * @param values evenly spread over the time steps; NaN for a gap
 * @param shares for each value its share; of a sequence that was thinned, the sum over the part that it stands for
 * @param size the sum of the absolute shares of all time steps
 */
record ExplainedSeries(float[] values, double[] shares, double size) {
    /** A curve as wide as half a screen. */
    static final int MOST_POINTS = 200;

    /** Returns a feature of a sequence, time steps x features. */
    static ExplainedSeries of(Tensor sequence, float[] shares, int feature) {
        int width = FeatureLine.features(sequence);
        int steps = sequence.shape().size(0);
        var line = FeatureLine.of(sequence, feature, MOST_POINTS).values();
        double size = 0;
        for (int t = 0; t < steps; t++) {
            size += Math.abs(shares[t * width + feature]);
        }
        var own = new float[steps];
        for (int t = 0; t < steps; t++) {
            own[t] = shares[t * width + feature];
        }
        return new ExplainedSeries(line, thinned(own, line.length), size);
    }

    /** Returns a number for each point of a curve: that of its time step, or the sum of the steps it stands for. */
    static double[] thinned(float[] ofSteps, int points) {
        int steps = ofSteps.length;
        var thinned = new double[points];
        // where thinned, each part has two values: its smallest and its largest
        int perPart = points < steps ? 2 : 1;
        int parts = points / perPart;
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) part * steps / parts);
            int to = (int) ((long) (part + 1) * steps / parts);
            double sum = 0;
            for (int t = from; t < to; t++) {
                sum += ofSteps[t];
            }
            for (int i = 0; i < perPart; i++) {
                thinned[part * perPart + i] = sum;
            }
        }
        return thinned;
    }

    JsonObject json() {
        List<Float> points = new ArrayList<>();
        for (float value : values) {
            points.add(value);
        }
        return new JsonObject().with("values", points).with("shares", list(shares));
    }

    static List<Double> list(double[] numbers) {
        return DoubleStream.of(numbers).boxed().toList();
    }
}
