package org.seqnet.engine.forecast;

import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.WindowForm;

/**
 * What a network reads of a window. Behind the origin, features whose future is not known carry their last known value
 * on, whatever the window holds there. A recursive network reads one step behind the origin, if the future of any
 * feature is known, else none. The features of the targets are normalized by what is known up to the origin; of changes
 * from a season before, the network does not read the first season.
 */
record ReadWindow(Forecast forecast) implements WindowForm {

    /** Says whether windows are read as they are. */
    boolean isWhole() {
        return forecast.normalization().equals(Normalization.NONE)
                && forecast.known().isEmpty();
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
            throw new SeqNetException(("The forecast uses feature %d, but the windows have %d. Create them with the "
                            + "same columns as the training windows.")
                    .formatted(last + 1, features));
        }
        for (int n = 0; n < raw.size(); n++) {
            int past = forecast.past(raw.timeSteps(n));
            if (past < 1) {
                throw new SeqNetException(("Window %d has %d time steps, of which the last %d are the forecast "
                                + "horizon; at least one must precede them.")
                        .formatted(n + 1, raw.timeSteps(n), forecast.horizon()));
            }
            if (past <= referenceSteps()) {
                throw new SeqNetException(("Window %d has %d past time steps. Changes from %d steps before require "
                                + "at least %d: increase the window length, or choose another normalization.")
                        .formatted(n + 1, past, referenceSteps(), referenceSteps() + 1));
            }
        }
    }

    private int referenceSteps() {
        return forecast.normalization().referenceSteps();
    }

    /** Returns how many steps of a raw window are used: the past ones, and those ahead that the network reads. */
    int used(int raw) {
        return forecast.known().isEmpty() ? raw : forecast.past(raw) + forecast.stepsAtOnce();
    }

    @Override
    public int timeSteps(int raw) {
        return used(raw) - referenceSteps();
    }

    @Override
    public void write(float[] raw, int timeSteps, int features, float[] target, int at) {
        write(raw, forecast.past(timeSteps), used(timeSteps), features, target, at);
    }

    /** Writes a window of which so many steps are used, and some of these are past. */
    void write(float[] window, int past, int used, int features, float[] target, int at) {
        int first = referenceSteps();
        System.arraycopy(window, first * features, target, at, (used - first) * features);
        for (int feature = 0; past < used && feature < features; feature++) {
            if (!isKnown(feature, features)) {
                float last = last(window, past, features, feature);
                for (int step = past; step < used; step++) {
                    target[at + (step - first) * features + feature] = last;
                }
            }
        }
        for (int feature : forecast.features()) {
            normalize(window, past, used, features, feature, target, at);
        }
    }

    private void normalize(float[] window, int past, int used, int features, int feature, float[] target, int at) {
        forecast.normalization()
                .fold(
                        none -> none,
                        each -> {
                            var standard = TargetUnits.standard(window, past, features, feature);
                            for (int i = at + feature; i < at + used * features; i += features) {
                                target[i] = (float) standard.standardized(target[i]);
                            }
                            return each;
                        },
                        season -> {
                            double size = TargetUnits.meanSize(window, past, features, feature);
                            int i = at + feature;
                            for (int step = season.steps(); step < used; step++, i += features) {
                                float before =
                                        TargetUnits.reference(window, step, season.steps(), past, features, feature);
                                // No change is known of the steps ahead.
                                target[i] =
                                        step < past ? (float) ((window[step * features + feature] - before) / size) : 0;
                            }
                            return season;
                        });
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
}
