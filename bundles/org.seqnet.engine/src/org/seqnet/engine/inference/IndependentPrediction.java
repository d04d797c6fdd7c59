package org.seqnet.engine.inference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.network.IndependentLabels;

/** Makes labels of independent probabilities. */
final class IndependentPrediction {
    private final IndependentLabels head;
    private final MemberProbabilities members;
    private final float[] probabilities;
    private final LabelSearch search;

    IndependentPrediction(IndependentLabels head, MemberProbabilities members, LabelSearch search) {
        this.head = head;
        this.members = members;
        this.probabilities = members.mean();
        this.search = search;
    }

    /** Returns the labels of each sequence. */
    List<Optional<PredictedLabels>> of(int count) {
        return IntStream.range(0, count)
                .mapToObj(n ->
                        head.isFinite(probabilities, n) ? Optional.of(sequence(n)) : Optional.<PredictedLabels>empty())
                .toList();
    }

    private PredictedLabels sequence(int sequence) {
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
        return new PredictedLabels(
                labels,
                chosen,
                probability(sequence, probabilities),
                search.scores() ? all : new float[0],
                search.deviations() ? members.deviation(member -> probability(sequence, member)) : 0);
    }

    /** Returns how likely a sequence has the labels that are predicted and no others, by the probabilities given. */
    private double probability(int sequence, float[] given) {
        double probability = 1;
        for (int label = 0; label < head.labels(); label++) {
            float one = given[sequence * head.labels() + label];
            probability *= head.predicts(probabilities, sequence, label) ? one : 1.0 - one;
        }
        return probability;
    }
}
