/**
 * The same networks in Deeplearning4j: {@code Configurations} translates an architecture,
 * {@link org.seqnet.engine.network.dl4j.StockNetworks} creates a network to save, and {@code DeeplearningKernel}
 * computes one with Deeplearning4j's own layers, on GPUs and as the reference for the CPU kernel in tests.
 * {@link org.seqnet.engine.network.dl4j.LiveNetwork} chooses the kernel of the device in use.
 */
package org.seqnet.engine.network.dl4j;
