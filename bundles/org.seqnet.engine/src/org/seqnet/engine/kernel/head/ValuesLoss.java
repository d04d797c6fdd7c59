package org.seqnet.engine.kernel.head;

import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.Targets;

/**
 * Numbers: their mean loss over all of a sequence, as {@link org.seqnet.engine.network.ValueLoss} says; those that are
 * not known cost nothing.
 */
final class ValuesLoss implements Loss {
    private final Values values;
    private final Slopes slopes;

    ValuesLoss(Values values) {
        this.values = values;
        this.slopes = values.loss()
                .fold(
                        squared -> (z, at, actual, scale) -> z[at] = (float) (2 * (z[at] - actual) * scale),
                        absolute -> (z, at, actual, scale) -> z[at] = (float) (Math.signum(z[at] - actual) * scale),
                        huber -> (z, at, actual, scale) ->
                                z[at] = (float) (clipped(z[at] - actual, huber.delta()) * scale),
                        quantiles -> (z, at, actual, scale) -> pinball(quantiles.levels(), z, at, actual, scale));
    }

    /** Replaces the outputs of one value by the slopes of its loss. */
    private interface Slopes {
        /**
         * @param actual standardized
         * @param scale what they are multiplied by
         */
        void write(float[] z, int at, double actual, double scale);
    }

    private static double clipped(double error, double delta) {
        return Math.max(-delta, Math.min(delta, error));
    }

    private static void pinball(List<Double> levels, float[] z, int at, double actual, double scale) {
        for (int i = 0; i < levels.size(); i++) {
            double level = levels.get(i);
            double error = z[at + i] - actual;
            // what is no number stays none
            double slope = error > 0 ? 1 - level : error < 0 ? -level : error;
            z[at + i] = (float) (slope * scale / levels.size());
        }
    }

    @Override
    public void answers(float[] z, double[] answers) {
        for (int i = 0; i < z.length; i++) {
            answers[i] = z[i];
        }
    }

    /** Returns 0: numbers are more or less far off, which {@link #measure} tells. */
    @Override
    public double score(float[] z, Targets targets, int n) {
        return 0;
    }

    @Override
    public int numbers() {
        return values.width();
    }

    @Override
    public void measure(float[] z, Targets targets, int n, double[] errors) {
        for (int i = 0; i < values.width(); i++) {
            errors[n * values.width() + i] = values.error(z[values.point(i)], targets.values(), n, i);
        }
    }

    @Override
    public ValueErrors errors(Targets targets, int sequences, double[] errors) {
        return values.errors(targets.values(), sequences, errors);
    }

    @Override
    public double differentiate(float[] z, double[] answers, Targets targets, int n) {
        var truth = targets.values();
        double loss = values.rowLoss(z, truth, n);
        int outputs = values.loss().outputs();
        double scale = 1.0 / values.width();
        for (int i = 0; i < values.width(); i++) {
            double actual = values.standard(i).standardized(truth.get(n, i));
            if (Double.isNaN(actual)) {
                Arrays.fill(z, i * outputs, (i + 1) * outputs, 0f);
            } else {
                slopes.write(z, i * outputs, actual, scale);
            }
        }
        return loss;
    }
}
