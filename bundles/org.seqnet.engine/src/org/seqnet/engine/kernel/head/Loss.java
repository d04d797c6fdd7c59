package org.seqnet.engine.kernel.head;

import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.Targets;

/** What a linear head makes of a sequence's K values z, and what it costs if the labels are others. */
interface Loss {

    /** Writes the probabilities of the values. */
    void probabilities(float[] z, double[] probabilities);

    /** Says whether the values speak for the labels of sequence {@code n}, and for no others. */
    boolean isRight(float[] z, LabelSets labels, int n);

    /**
     * Replaces the values by their gradients, dL/dz, and returns the loss of sequence {@code n}, in nats, whatever its
     * weight.
     *
     * @param probabilities room for K of them, overwritten
     */
    double differentiate(float[] z, double[] probabilities, Targets targets, int n);
}
