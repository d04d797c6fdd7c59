package org.seqnet.engine.kernel.head;

import org.seqnet.engine.sequence.Targets;

/** What a linear head makes of a sequence's K values z, and what it costs if something else is true. */
interface Loss {

    /** Writes what the network answers: probabilities, or the values as they are. */
    void answers(float[] z, double[] answers);

    /**
     * Returns 1 if the values speak for the labels of sequence {@code n}, and for no others, and otherwise 0; of
     * numbers, 1 less their mean squared error, which is the share of their variance that is explained.
     */
    double score(float[] z, Targets targets, int n);

    /**
     * Replaces the values by their gradients, dL/dz, and returns the loss of sequence {@code n}, whatever its weight.
     *
     * @param answers room for K of them, overwritten
     */
    double differentiate(float[] z, double[] answers, Targets targets, int n);
}
