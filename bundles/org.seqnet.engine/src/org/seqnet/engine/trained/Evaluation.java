package org.seqnet.engine.trained;

/**
 * How well a network does on labelled sequences. One without finite probabilities is classified wrong, and costs as
 * much as one whose label has the probability 0.
 *
 * @param accuracy the share classified correctly, 0 to 1
 * @param loss the mean cross-entropy in nats
 */
public record Evaluation(double accuracy, double loss) {}
