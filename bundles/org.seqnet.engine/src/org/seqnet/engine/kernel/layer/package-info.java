/**
 * What a layer is, whatever it computes: {@link org.seqnet.engine.kernel.layer.Layer} has the weights, a
 * {@link org.seqnet.engine.kernel.layer.Pass} takes a group of sequences forward and backward in training, a
 * {@link org.seqnet.engine.kernel.layer.Stream} takes one through a block of steps in prediction. Rows of one step of
 * some sequences go from layer to layer. A new layer implements these three, in a room of its kind beside this one.
 */
package org.seqnet.engine.kernel.layer;
