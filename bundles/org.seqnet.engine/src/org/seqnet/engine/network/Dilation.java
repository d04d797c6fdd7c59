package org.seqnet.engine.network;

/**
 * How far apart the weights of a {@link Rocket}'s kernels stand.
 *
 * @param steps the time steps from one weight to the next, at least 1
 * @param biases how many biases, and so features, each kernel has at this dilation, at least 1
 */
public record Dilation(int steps, int biases) {}
