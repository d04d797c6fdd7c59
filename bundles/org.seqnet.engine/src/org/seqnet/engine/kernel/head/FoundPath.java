package org.seqnet.engine.kernel.head;

/**
 * The likeliest path that a search has found.
 *
 * @param labels its labels in their order
 * @param probabilities of each label at its step, given the labels before it
 * @param logProbability the logarithm of the probability of the path: the sum over its steps, the end included
 * @param scores of each of the K labels, from 0 to 1; empty unless they were asked for ({@link PathSearch})
 */
public record FoundPath(int[] labels, float[] probabilities, double logProbability, float[] scores) {

    /** Returns the probability of the path. */
    public double probability() {
        return Math.exp(logProbability);
    }
}
