package org.seqnet.engine.sequence;

import java.util.function.IntUnaryOperator;

/**
 * What a network is taught of N sequences.
 *
 * @param labels the labels of each sequence
 * @param weights what the loss of each sequence and its gradient are multiplied by
 * @param smoothing how much of the certainty about labels is given up, epsilon, from 0 to less than 1. The class of a
 *     sequence then has the probability 1 - epsilon, and epsilon is shared by all K classes, that one included
 *     (Szegedy et al., 2016, arXiv:1512.00567, section 7). A label of several has 1 - epsilon / 2 where it is there,
 *     and epsilon / 2 where it is not. Paths of labels are not smoothed.
 */
public record Targets(LabelSets labels, Weights weights, double smoothing) {

    /** Teaches labels as they are, all sequences counting the same. */
    public Targets(LabelSets labels) {
        this(labels, Weights.EQUAL, 0);
    }

    /** Returns the targets of {@code count} sequences; the function gives the number of each here. */
    public Targets select(IntUnaryOperator sequences, int count) {
        return new Targets(labels.select(sequences, count), weights.select(sequences, count), smoothing);
    }
}
