package org.seqnet.engine.training;

/**
 * How well a network does on labelled sequences.
 *
 * @param accuracy the share classified correctly, 0 to 1
 * @param loss the mean cross-entropy in nats
 */
public record Evaluation(double accuracy, double loss) {}
