package org.seqnet.engine.forecast;

import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.TargetValues;

/** Makes of raw windows what a network learns from, or is measured on while it learns. */
public final class TrainingWindows {
    private final ReadWindow window;
    private final Forecast forecast;

    private TrainingWindows(Forecast forecast) {
        this.window = new ReadWindow(forecast);
        this.forecast = forecast;
    }

    /**
     * Returns what is to be learned by a network with this head: of a forecast, windows as it reads them, with the
     * targets of the steps that it predicts at once; in all other cases, the sequences as they are.
     *
     * @throws SeqNetException if the windows are too short or lack a feature, there are targets of fewer steps, or the
     *     windows were scaled though predictions become features or features decide on the unit of predictions
     */
    public static LabelledSequences of(Head head, LabelledSequences raw) {
        return of(forecast(head), raw);
    }

    /** Returns the same for a network that forecasts like this, or does not forecast. */
    public static LabelledSequences of(Optional<Forecast> forecast, LabelledSequences raw) {
        return forecast.map(ahead -> new TrainingWindows(ahead).prepared(raw)).orElse(raw);
    }

    /** Returns how a network with this head forecasts; empty if it does not. */
    public static Optional<Forecast> forecast(Head head) {
        return head.fold(
                classes -> Optional.empty(),
                independent -> Optional.empty(),
                path -> Optional.empty(),
                values -> values.forecast(),
                steps -> Optional.empty());
    }

    private LabelledSequences prepared(LabelledSequences raw) {
        int targets = forecast.features().size();
        if (!(raw.truth() instanceof TargetValues values) || values.width() != forecast.horizon() * targets) {
            throw new SeqNetException(
                    "A forecast of %d steps requires as many values of each target for each training window."
                            .formatted(forecast.horizon()));
        }
        if (forecast.recursive() || isRelative()) {
            requireUnscaled(raw.sequences().preparation());
        }
        var windows = window.read(raw.sequences());
        return new LabelledSequences(windows, learned(raw, values), raw.domain(), raw.weights());
    }

    private static void requireUnscaled(Preparation preparation) {
        var scaling = preparation.how(Preparation.SCALING).filter(how -> !how.equals(Preparation.UNSCALED));
        if (scaling.isPresent()) {
            throw new SeqNetException(("Recursive forecasts and windows that are normalized each by itself require "
                            + "values in the unit of the targets, but the windows were scaled before (%s). Set the "
                            + "scaling of the Sequence Reshaper to 'None'; the network scales them itself.")
                    .formatted(scaling.get()));
        }
    }

    private boolean isRelative() {
        return !forecast.normalization().equals(Normalization.NONE);
    }

    private TargetValues learned(LabelledSequences raw, TargetValues values) {
        if (!forecast.recursive() && !isRelative()) {
            return values;
        }
        int targets = forecast.features().size();
        int width = targets * forecast.stepsAtOnce();
        var learned = new double[values.size() * width];
        for (int n = 0; n < values.size(); n++) {
            for (int i = 0; i < width; i++) {
                learned[n * width + i] = values.get(n, i);
            }
        }
        return isRelative() ? relative(raw, learned, width) : TargetValues.of(width, learned);
    }

    private TargetValues relative(LabelledSequences raw, double[] learned, int width) {
        var sequences = raw.sequences();
        int features = sequences.shape().features();
        int targets = forecast.features().size();
        int offsets = forecast.normalization() instanceof Normalization.Season ? width : targets;
        var units = new double[Math.multiplyExact(2, Math.multiplyExact(raw.size(), offsets))];
        var values = new float[Math.toIntExact(sequences.longestValues())];
        for (int n = 0; n < raw.size(); n++) {
            sequences.copyTo(n, values, 0);
            int past = forecast.past(sequences.timeSteps(n));
            for (int target = 0; target < targets; target++) {
                int feature = forecast.features().get(target);
                var unit = TargetUnits.of(forecast.normalization(), values, past, features, feature);
                for (int i = target; i < width; i += targets) {
                    int at = n * width + i;
                    learned[at] = (learned[at] - unit.offset(i / targets)) / unit.factor();
                }
                for (int i = target; i < offsets; i += targets) {
                    int at = 2 * (n * offsets + i);
                    double offset = unit.offset(i / targets);
                    // What nothing is known of to relate it to is not learned.
                    units[at] = Double.isNaN(offset) ? 0 : offset;
                    units[at + 1] = unit.factor();
                }
            }
        }
        return TargetValues.relative(width, learned, offsets, units);
    }
}
