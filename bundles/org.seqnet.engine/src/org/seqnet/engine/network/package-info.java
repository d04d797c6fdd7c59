/**
 * A network as a value: an {@link org.seqnet.engine.network.Architecture} is an
 * {@link org.seqnet.engine.network.Encoder}, which reads sequences, and a {@link org.seqnet.engine.network.Head}, which
 * makes the answer. Both tell their layers, parameters and operations for a shape of input; what they start with is
 * {@link org.seqnet.engine.network.StartWeights}. Nothing is computed here.
 */
package org.seqnet.engine.network;
