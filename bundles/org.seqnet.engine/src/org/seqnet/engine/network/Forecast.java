package org.seqnet.engine.network;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * How a network that predicts values forecasts the targets' next values from a window of a series.
 *
 * <p>A window has past time steps; if the future of some features is known, those of the horizon follow, in which the
 * other features carry their last value on, and a last feature counts the steps ahead, 0 in the past.
 *
 * @param horizon how many steps ahead are forecast, 1 to {@value #MOST_STEPS}
 * @param recursive whether the network predicts the next step only, and reads its own predictions for the steps after
 *     it; otherwise it predicts all steps at once
 * @param features for each target, the number of the feature that holds its past values
 * @param known the numbers of the features whose future is known
 * @param normalization what the targets and their features are related to in each window
 */
public record Forecast(
        int horizon, boolean recursive, List<Integer> features, List<Integer> known, Normalization normalization)
        implements Serializable {
    /** The longest horizon. */
    public static final int MOST_STEPS = 100_000;

    /**
     * Checks the numbers.
     *
     * @throws SeqNetException if the horizon is outside its range, or features are negative, given twice, or none
     */
    public Forecast {
        Ranges.requireCount("Forecast horizon", horizon, MOST_STEPS);
        Objects.requireNonNull(normalization, "normalization");
        features = List.copyOf(features);
        known = List.copyOf(known);
        requireFeatures("targets", features);
        requireFeatures("known features", known);
        if (features.isEmpty()) {
            throw new SeqNetException("A forecast has no target.");
        }
        if (known.stream().anyMatch(features::contains)) {
            throw new SeqNetException("A target of a forecast cannot be a feature whose future is known.");
        }
    }

    private static void requireFeatures(String what, List<Integer> numbers) {
        if (numbers.stream().anyMatch(number -> number < 0)
                || numbers.stream().distinct().count() < numbers.size()) {
            throw new SeqNetException(
                    "The %s of a forecast, features %s, are not different features.".formatted(what, numbers));
        }
    }

    /** Returns how many steps the network predicts at once. */
    public int stepsAtOnce() {
        return recursive ? 1 : horizon;
    }

    /**
     * Makes sure that windows of this shape have its features.
     *
     * @throws SeqNetException if they do not
     */
    void requireFor(SequenceShape windows) {
        int last = Stream.concat(features.stream(), known.stream())
                .max(Integer::compare)
                .orElseThrow();
        if (last >= windows.features()) {
            throw new SeqNetException(
                    "The forecast reads feature %d of each time step, but there are only %d. Prepare the windows by "
                                    .formatted(last + 1, windows.features())
                            + "the Sequence Reshaper.");
        }
    }

    /** Returns how many of a window's time steps are past. */
    public int past(int timeSteps) {
        return known.isEmpty() ? timeSteps : timeSteps - horizon;
    }
}
