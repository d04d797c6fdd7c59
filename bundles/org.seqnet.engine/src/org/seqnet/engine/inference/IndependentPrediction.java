package org.seqnet.engine.inference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.network.IndependentLabels;

/** Makes labels of independent probabilities. */
final class IndependentPrediction {
    private IndependentPrediction() {}

    /**
     * Returns the labels of each sequence.
     *
     * @param probabilities N x K row-major
     */
    static List<Optional<PredictedLabels>> of(
            IndependentLabels head, float[] probabilities, int count, boolean scores) {
        return IntStream.range(0, count)
                .mapToObj(n -> head.isFinite(probabilities, n)
                        ? Optional.of(sequence(head, probabilities, n, scores))
                        : Optional.<PredictedLabels>empty())
                .toList();
    }

    private static PredictedLabels sequence(
            IndependentLabels head, float[] probabilities, int sequence, boolean scores) {
        int size = head.labels();
        var all = Arrays.copyOfRange(probabilities, sequence * size, (sequence + 1) * size);
        int[] labels = IntStream.range(0, size)
                .filter(label -> head.predicts(probabilities, sequence, label))
                .boxed()
                .sorted(Comparator.comparingDouble(label -> -all[label]))
                .mapToInt(Integer::intValue)
                .toArray();
        var chosen = new float[labels.length];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = all[labels[i]];
        }
        double probability = 1;
        for (int label = 0; label < size; label++) {
            probability *= head.predicts(probabilities, sequence, label) ? all[label] : 1.0 - all[label];
        }
        return new PredictedLabels(labels, chosen, probability, scores ? all : new float[0]);
    }
}
