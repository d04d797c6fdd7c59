package org.seqnet.engine.training;

import java.util.stream.IntStream;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.trained.Evaluation;

/**
 * What a network made of labelled sequences.
 *
 * @param probabilities class probabilities, N x K row-major
 * @param data the same N sequences with their labels
 */
record Predictions(float[] probabilities, LabelledSequences data) {
    // The smallest normal float: a probability that was rounded to 0 costs 87 nats, not infinitely many.
    private static final float SMALLEST = Float.MIN_NORMAL;

    /** Returns the sequences, counted from 0, that the network has no finite probabilities for. */
    int[] undecided() {
        var classes = Classes.of(data.domain());
        return IntStream.range(0, data.size())
                .filter(n -> classes.likeliest(probabilities, n).isEmpty())
                .toArray();
    }

    /** Measures them against the labels. */
    Evaluation evaluation() {
        var classes = Classes.of(data.domain());
        long correct = 0;
        double lossSum = 0;
        for (int n = 0; n < data.size(); n++) {
            int actual = data.label(n);
            var likeliest = classes.likeliest(probabilities, n);
            correct += likeliest.orElse(-1) == actual ? 1 : 0;
            float probability = likeliest.isPresent() ? probabilities[n * classes.count() + actual] : 0;
            lossSum -= Math.log(Math.max(probability, SMALLEST));
        }
        return new Evaluation((double) correct / data.size(), lossSum / data.size());
    }
}
