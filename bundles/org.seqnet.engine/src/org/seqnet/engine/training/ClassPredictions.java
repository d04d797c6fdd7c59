package org.seqnet.engine.training;

import org.seqnet.engine.network.Classes;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * Predictions of one of several classes.
 *
 * @param probabilities class probabilities, N x K row-major
 * @param data the same N sequences with their labels
 */
record ClassPredictions(Classes classes, float[] probabilities, LabelledSequences data) implements Predictions {

    @Override
    public int size() {
        return data.size();
    }

    @Override
    public boolean isDecided(int sequence) {
        return classes.likeliest(probabilities, sequence).isPresent();
    }

    @Override
    public boolean isRight(int sequence) {
        return classes.likeliest(probabilities, sequence).orElse(-1) == data.label(sequence);
    }

    @Override
    public double loss(int sequence) {
        float probability = isDecided(sequence) ? probabilities[sequence * classes.count() + data.label(sequence)] : 0;
        return -Math.log(Math.max(probability, SMALLEST));
    }
}
