package org.seqnet.engine.kernel;

/**
 * What a network made of a mini-batch.
 *
 * @param lossSum the loss summed over its sequences, in nats
 * @param correct how many sequences it was right about
 */
public record Outcome(double lossSum, int correct) {}
