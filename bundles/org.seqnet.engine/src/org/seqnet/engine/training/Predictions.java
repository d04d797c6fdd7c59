package org.seqnet.engine.training;

import java.util.stream.IntStream;
import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.trained.Evaluation;

/** What a network made of N sequences whose labels are known. */
interface Predictions {
    /** The smallest normal float: a probability that was rounded to 0 costs 87 nats, not infinitely many. */
    float SMALLEST = Float.MIN_NORMAL;

    /** Returns the number of sequences, N. */
    int size();

    /** Says whether the network has a finite prediction for a sequence. */
    boolean isDecided(int sequence);

    /** Says whether the network predicts the labels of a sequence, and no others. */
    boolean isRight(int sequence);

    /** Returns what the labels of a sequence cost, in nats; of one without a prediction, the most. */
    double loss(int sequence);

    /** Returns the sequences, counted from 0, that the network has no finite prediction for. */
    default int[] undecided() {
        return IntStream.range(0, size()).filter(n -> !isDecided(n)).toArray();
    }

    /**
     * Measures them against the labels.
     *
     * @param weights how much the loss of each sequence counts, with a mean of 1; the accuracy counts each once
     */
    default Tally tally(Weights weights) {
        long correct = 0;
        double lossSum = 0;
        for (int n = 0; n < size(); n++) {
            correct += isRight(n) ? 1 : 0;
            lossSum += weights.get(n) * loss(n);
        }
        return new Tally(correct, size(), lossSum, size(), ValueErrors.NONE);
    }

    /** Measures them as {@link #tally} does. */
    default Evaluation evaluation(Weights weights) {
        return tally(weights).evaluation();
    }
}
