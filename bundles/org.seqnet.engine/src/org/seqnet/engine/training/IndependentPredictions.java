package org.seqnet.engine.training;

import java.util.stream.IntStream;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * Predictions of independent labels.
 *
 * @param probabilities label probabilities, N x K row-major
 * @param data the same N sequences with their labels
 */
record IndependentPredictions(IndependentLabels labels, float[] probabilities, LabelledSequences data)
        implements Predictions {

    /** Returns the probability that a sequence has a label. */
    float probability(int sequence, int label) {
        return probabilities[sequence * labels.labels() + label];
    }

    @Override
    public int size() {
        return data.size();
    }

    @Override
    public boolean isDecided(int sequence) {
        return labels.isFinite(probabilities, sequence);
    }

    @Override
    public boolean isRight(int sequence) {
        return isDecided(sequence)
                && IntStream.range(0, labels.labels())
                        .allMatch(label -> labels.predicts(probabilities, sequence, label)
                                == data.labels().has(sequence, label));
    }

    @Override
    public double loss(int sequence) {
        boolean isDecided = isDecided(sequence);
        double loss = 0;
        for (int label = 0; label < labels.labels(); label++) {
            float given = probability(sequence, label);
            float probability = data.labels().has(sequence, label) ? given : 1 - given;
            loss -= Math.log(Math.max(isDecided ? probability : 0, SMALLEST));
        }
        return loss;
    }
}
