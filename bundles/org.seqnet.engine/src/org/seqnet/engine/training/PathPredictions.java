package org.seqnet.engine.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.kernel.head.Beam;
import org.seqnet.engine.kernel.head.FoundPath;
import org.seqnet.engine.kernel.head.PathSearch;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * Predictions of paths of labels. A sequence is right if the likeliest label at each step leads to its labels.
 *
 * @param found the path of each of N sequences, if it has one
 * @param logProbabilities of the path through the actual labels of each, in nats
 * @param data the same N sequences with their labels
 */
record PathPredictions(List<Optional<FoundPath>> found, double[] logProbabilities, LabelledSequences data)
        implements Predictions {
    private static final Beam LIKELIEST = new Beam(1, 0, false);

    /**
     * Searches the paths of sequences, of which a network has given {@code outputs}.
     *
     * @param goesOn is run from time to time, and throws if the search is not to go on
     */
    static PathPredictions of(PathSearch search, float[] outputs, LabelledSequences data, Runnable goesOn) {
        return new PathPredictions(
                search.search(outputs, data.size(), LIKELIEST, goesOn),
                search.logProbabilities(outputs, data.labels()),
                data);
    }

    @Override
    public int size() {
        return data.size();
    }

    @Override
    public boolean isDecided(int sequence) {
        return found.get(sequence).isPresent() && Double.isFinite(logProbabilities[sequence]);
    }

    @Override
    public boolean isRight(int sequence) {
        return isDecided(sequence)
                && Arrays.equals(sorted(sequence), data.labels().labels(sequence));
    }

    private int[] sorted(int sequence) {
        var labels = found.get(sequence).orElseThrow().labels().clone();
        Arrays.sort(labels);
        return labels;
    }

    @Override
    public double loss(int sequence) {
        return isDecided(sequence) ? -logProbabilities[sequence] : -Math.log(SMALLEST);
    }
}
