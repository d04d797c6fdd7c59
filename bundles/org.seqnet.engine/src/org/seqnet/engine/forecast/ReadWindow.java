package org.seqnet.engine.forecast;

import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.WindowForm;

/**
 * What a network reads of a window. Behind the origin, features whose future is not known carry their last known value
 * on, whatever the window holds there. A recursive network reads one step behind the origin, if the future of any
 * feature is known, else none. If the forecast is relative, the features of the targets are normalized by their mean
 * and deviation up to the origin.
 */
record ReadWindow(Forecast forecast) implements WindowForm {
    /** Deviations that are smaller against the mean are what rounding leaves of equal values. */
    private static final double ROUNDING = 1e-9;

    /** Says whether windows are read as they are. */
    boolean isWhole() {
        return !forecast.relative() && forecast.known().isEmpty();
    }

    /**
     * Returns sequences as they are read.
     *
     * @throws SeqNetException if their windows are too short or lack a feature
     */
    Sequences read(Sequences raw) {
        require(raw);
        return isWhole() ? raw : raw.formed(this);
    }

    private void require(Sequences raw) {
        int features = raw.shape().features() - (forecast.known().isEmpty() ? 0 : 1);
        int last = IntStream.concat(
                        forecast.features().stream().mapToInt(Integer::intValue),
                        forecast.known().stream().mapToInt(Integer::intValue))
                .max()
                .orElseThrow();
        if (last >= features) {
            throw new SeqNetException(("The forecast uses feature %,d, but the windows have %,d. Create them with the "
                            + "same columns as the training windows.")
                    .formatted(last + 1, features));
        }
        for (int n = 0; n < raw.size(); n++) {
            if (forecast.past(raw.timeSteps(n)) < 1) {
                throw new SeqNetException(("Window %,d has %,d time steps, of which the last %,d are the forecast "
                                + "horizon; at least one must precede them.")
                        .formatted(n + 1, raw.timeSteps(n), forecast.horizon()));
            }
        }
    }

    @Override
    public int timeSteps(int raw) {
        return forecast.known().isEmpty() ? raw : forecast.past(raw) + forecast.stepsAtOnce();
    }

    @Override
    public void write(float[] raw, int timeSteps, int features, float[] target, int at) {
        write(raw, forecast.past(timeSteps), timeSteps(timeSteps), features, target, at);
    }

    /** Writes a window of so many steps, of which some are past. */
    void write(float[] window, int past, int steps, int features, float[] target, int at) {
        System.arraycopy(window, 0, target, at, steps * features);
        for (int feature = 0; past < steps && feature < features; feature++) {
            if (!isKnown(feature, features)) {
                float last = last(window, past, features, feature);
                for (int step = past; step < steps; step++) {
                    target[at + step * features + feature] = last;
                }
            }
        }
        if (forecast.relative()) {
            for (int feature : forecast.features()) {
                var standard = standard(window, past, features, feature);
                for (int i = at + feature; i < at + steps * features; i += features) {
                    target[i] = (float) standard.standardized(target[i]);
                }
            }
        }
    }

    /** Says whether the future of a feature is known, as is that of the steps ahead, the last feature. */
    private boolean isKnown(int feature, int features) {
        return feature == features - 1 || forecast.known().contains(feature);
    }

    /** Returns the last value of a feature that is not missing up to the origin; NaN if there is none. */
    static float last(float[] window, int past, int features, int feature) {
        int step = past - 1;
        while (step > 0 && Float.isNaN(window[step * features + feature])) {
            step--;
        }
        return window[step * features + feature];
    }

    /** Returns mean and deviation of a feature up to the origin; 1 if it does not vary, and 0 and 1 without values. */
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
}
