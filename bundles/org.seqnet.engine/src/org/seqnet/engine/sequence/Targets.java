package org.seqnet.engine.sequence;

import java.util.function.IntUnaryOperator;

/**
 * What a network is taught of N sequences.
 *
 * @param truth what is known of each sequence
 * @param weights what the loss of each sequence and its gradient are multiplied by
 * @param smoothing how much of the certainty about labels is given up, epsilon, from 0 to less than 1. The class of a
 *     sequence then has the probability 1 - epsilon, and epsilon is shared by all K classes, that one included
 *     (Szegedy et al., 2016, arXiv:1512.00567, section 7). A label of several has 1 - epsilon / 2 where it is there,
 *     and epsilon / 2 where it is not. Paths of labels are not smoothed.
 */
public record Targets(Truth truth, Weights weights, double smoothing) {

    /** Teaches what is known as it is, all sequences counting the same. */
    public Targets(Truth truth) {
        this(truth, Weights.EQUAL, 0);
    }

    /** Returns the labels of each sequence, if these are what is known. */
    public LabelSets labels() {
        return (LabelSets) truth;
    }

    /** Returns the numbers of each sequence, if these are what is known. */
    public TargetValues values() {
        return (TargetValues) truth;
    }

    /** Returns the classes of the time steps of each sequence, if these are what is known. */
    public StepLabels stepLabels() {
        return (StepLabels) truth;
    }

    /** Returns the targets of {@code count} sequences; the function gives the number of each here. */
    public Targets select(IntUnaryOperator sequences, int count) {
        return new Targets(truth.select(sequences, count), weights.select(sequences, count), smoothing);
    }
}
