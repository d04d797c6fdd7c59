/**
 * A network as a value: an {@link org.seqnet.engine.network.Architecture} is an
 * {@link org.seqnet.engine.network.Encoder}, which reads sequences, and a {@link org.seqnet.engine.network.Head}, which
 * makes the prediction. Both state their layers, parameters and operations for an input shape; the initial weights are
 * in {@link org.seqnet.engine.network.StartWeights}. Nothing is computed here.
 */
package org.seqnet.engine.network;
