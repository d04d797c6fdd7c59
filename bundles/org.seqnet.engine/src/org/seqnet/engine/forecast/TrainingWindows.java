package org.seqnet.engine.forecast;

import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Head;
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
        return head.<Optional<Forecast>>fold(
                        classes -> Optional.empty(),
                        independent -> Optional.empty(),
                        path -> Optional.empty(),
                        values -> values.forecast(),
                        steps -> Optional.empty())
                .map(forecast -> new TrainingWindows(forecast).prepared(raw))
                .orElse(raw);
    }

    private LabelledSequences prepared(LabelledSequences raw) {
        int targets = forecast.features().size();
        if (!(raw.truth() instanceof TargetValues values) || values.width() != forecast.horizon() * targets) {
            throw new SeqNetException(
                    "A forecast of %,d steps requires as many values of each target for each training window."
                            .formatted(forecast.horizon()));
        }
        if (forecast.recursive() || forecast.relative()) {
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

    private TargetValues learned(LabelledSequences raw, TargetValues values) {
        if (!forecast.recursive() && !forecast.relative()) {
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
        return forecast.relative() ? relative(raw, learned, width, targets) : TargetValues.of(width, learned);
    }

    private TargetValues relative(LabelledSequences raw, double[] learned, int width, int targets) {
        var sequences = raw.sequences();
        int features = sequences.shape().features();
        var units = new double[raw.size() * targets * 2];
        var values = new float[Math.toIntExact(sequences.longestValues())];
        for (int n = 0; n < raw.size(); n++) {
            sequences.copyTo(n, values, 0);
            int past = forecast.past(sequences.timeSteps(n));
            for (int target = 0; target < targets; target++) {
                var standard = ReadWindow.standard(
                        values, past, features, forecast.features().get(target));
                units[2 * (n * targets + target)] = standard.mean();
                units[2 * (n * targets + target) + 1] = standard.deviation();
                for (int i = target; i < width; i += targets) {
                    learned[n * width + i] = standard.standardized(learned[n * width + i]);
                }
            }
        }
        return TargetValues.relative(width, learned, targets, units);
    }
}
