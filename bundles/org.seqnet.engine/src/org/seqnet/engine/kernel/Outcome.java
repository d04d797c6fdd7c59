package org.seqnet.engine.kernel;

/**
 * What a network made of a mini-batch; of an ensemble, the means over its members.
 *
 * @param lossSum the loss summed over its sequences, in nats
 * @param correct how many sequences it was right about: a whole number unless it is a mean
 */
public record Outcome(double lossSum, double correct) {}
