package org.seqnet.engine.kernel.head;

import org.seqnet.engine.network.ValueErrors;
import org.seqnet.engine.sequence.Targets;

/** What a linear head makes of a sequence's K values z, and what it costs if something else is true. */
interface Loss {

    /** Writes what the network answers: probabilities, or the values as they are. */
    void answers(float[] z, double[] answers);

    /** Returns 1 if the values speak for the labels of sequence {@code n}, and for no others, and otherwise 0. */
    double score(float[] z, Targets targets, int n);

    /** Returns how many numbers it predicts of each sequence; none if it predicts labels. */
    default int numbers() {
        return 0;
    }

    /** Writes by how much each predicted number of sequence {@code n} is off, from n times {@link #numbers} on. */
    default void measure(float[] z, Targets targets, int n, double[] errors) {}

    /** Returns what these errors of some sequences come to. */
    default ValueErrors errors(Targets targets, int sequences, double[] errors) {
        return ValueErrors.NONE;
    }

    /**
     * Replaces the values by their gradients, dL/dz, and returns the loss of sequence {@code n}, whatever its weight.
     *
     * @param answers room for K of them, overwritten
     */
    double differentiate(float[] z, double[] answers, Targets targets, int n);
}
