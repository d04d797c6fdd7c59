package org.seqnet.engine.inference;

import org.seqnet.engine.kernel.head.FoundPath;

/**
 * The labels that a network predicts for a sequence. The arrays are the caller's.
 *
 * @param labels indices into the network's labels: in the order of their path, or where labels are independent, the
 *     likeliest first
 * @param probabilities the probability of each of them: given those before it in the path, or by itself
 * @param probability the probability of the path, or that it is these labels and no others
 * @param scores for each of the network's labels, from 0 to 1, how likely the sequence has it; empty if not asked for
 * @param deviation the standard deviation, among the members of an ensemble, of the probability that it is these labels
 *     and no others; 0 of a path, and if not asked for
 */
public record PredictedLabels(
        int[] labels, float[] probabilities, double probability, float[] scores, double deviation) {

    static PredictedLabels of(FoundPath path) {
        return new PredictedLabels(path.labels(), path.probabilities(), path.probability(), path.scores(), 0);
    }
}
