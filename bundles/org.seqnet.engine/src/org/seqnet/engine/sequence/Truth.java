package org.seqnet.engine.sequence;

import java.util.function.IntUnaryOperator;

/** What is known of N sequences, and what a network learns to predict. A value that never changes. */
public sealed interface Truth permits LabelSets, TargetValues, StepLabels {

    /** Returns the number of sequences, N. */
    int size();

    /**
     * Returns the labels of each sequence by which sequences are shared out evenly; of numbers, the only label says
     * that one is known.
     */
    LabelSets strata();

    /** Returns what is known of {@code count} sequences; the function gives the number of each here. */
    Truth select(IntUnaryOperator sequences, int count);
}
