package org.seqnet.engine.inference;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.kernel.head.Beam;
import org.seqnet.engine.kernel.head.PathSearch;

/**
 * How labels are searched for; all but the last two concerns networks that predict paths.
 *
 * @param beamWidth how many paths are followed at once, 1 to {@value #MOST_PATHS}; 1 takes the likeliest label at each
 *     step
 * @param longestPath the most labels of a path, at least 1; 0 if it may have all labels
 * @param scores whether each label is given a score
 * @param deviations whether an ensemble tells how far its members disagree
 */
public record LabelSearch(int beamWidth, int longestPath, boolean scores, boolean deviations) {
    /** The most paths that are followed at once. */
    public static final int MOST_PATHS = 1000;

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range
     */
    public LabelSearch {
        if (beamWidth < 1 || beamWidth > MOST_PATHS) {
            throw new SeqNetException("Beam width: " + beamWidth + " is not between 1 and " + MOST_PATHS + ".");
        }
        if (longestPath < 0) {
            throw new SeqNetException("Maximum labels: " + longestPath + " is not at least 0.");
        }
    }

    /**
     * Searches paths.
     *
     * @param places what the network gives for N sequences
     * @param cancelled is asked from time to time
     */
    List<Optional<PredictedLabels>> paths(PathSearch paths, float[] places, int count, BooleanSupplier cancelled) {
        var beam = new Beam(beamWidth, longestPath, scores);
        return paths.search(places, count, beam, () -> requireNot(cancelled)).stream()
                .map(path -> path.map(PredictedLabels::of))
                .toList();
    }

    private static void requireNot(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("The search for labels was canceled.");
        }
    }
}
