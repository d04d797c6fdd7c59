package org.seqnet.engine.accelerator;

import java.util.OptionalInt;

/**
 * What a network made of some mini-batches, each before its step; of an ensemble, the means over its members.
 *
 * @param sequences how many sequences they had
 * @param weights the sum of their weights
 * @param lossSum the loss summed over the sequences, each by its weight, in nats
 * @param correct how many sequences it was right about: a whole number unless it is a mean
 * @param failed the first mini-batch of the epoch, counted from 1, whose loss was no finite number
 */
public record Figures(long sequences, double weights, double lossSum, double correct, OptionalInt failed) {}
