package org.seqnet.engine.kernel;

/**
 * What a network made of a mini-batch; of an ensemble, the means over its members.
 *
 * @param lossSum the loss summed over its sequences, in nats or squared deviations
 * @param correct about how many sequences it was right: a whole number unless it is a mean, or sequences may be partly
 *     right; of values, the sum of the shares of their variance that it explained; of labels per step, the number of
 *     sequences times the share of right steps
 */
public record Outcome(double lossSum, double correct) {}
