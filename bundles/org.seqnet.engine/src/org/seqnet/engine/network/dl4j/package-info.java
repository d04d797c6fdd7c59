/**
 * The same networks as Deeplearning4j's: {@code Configurations} says what an architecture is there,
 * {@link org.seqnet.engine.network.dl4j.StockNetworks} makes a network to save, and {@code DeeplearningKernel} computes
 * one by Deeplearning4j's own layers, on graphics cards and as the judge of the processor's kernel in tests.
 * {@link org.seqnet.engine.network.dl4j.LiveNetwork} finds the kernel of the device in use.
 */
package org.seqnet.engine.network.dl4j;
