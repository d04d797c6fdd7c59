package org.seqnet.engine.network.dl4j;

/**
 * What a network made of a mini-batch.
 *
 * @param lossSum the summed cross-entropy in nats
 * @param correct how many sequences it classified correctly
 */
public record BatchOutcome(double lossSum, int correct) {}
