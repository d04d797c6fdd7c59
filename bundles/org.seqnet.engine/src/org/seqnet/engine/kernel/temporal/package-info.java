/**
 * Convolutions over time: {@link org.seqnet.engine.kernel.temporal.TemporalEncoder} takes sequences through the
 * operations of a {@link org.seqnet.engine.network.TemporalGraph}, forward, backward and for prediction.
 *
 * <p>What operations read and write are {@code Signals}: native arrays with a row of channels for each time step, all
 * sequences of a mini-batch one after another without padding. An {@code Operation} takes one sequence at a time, so
 * that a prediction does not depend on the sequences beside it, and threads share out sequences. In training, batch
 * normalization needs all sequences at once; {@code Leg} has the operations between two such meetings.
 *
 * <p>A convolution is a sum of plain matrix products, one for each step that its kernel sees: rows of the signal, moved
 * by that many steps, times the weights of that step. Nothing is copied for it, dilation costs nothing, and what lies
 * beyond a sequence's ends is not computed at all. Products over 32 channels at a time run at 85 % of the speed of
 * those over what a whole kernel sees side by side, whose copies would take more than the difference. Of a training
 * mini-batch (32 sequences of 150 steps, an FCN of 128 filters or an Inception network of 32) they take 91 % of the
 * time, max pooling 3 % of that of Inception, and normalization the rest.
 */
package org.seqnet.engine.kernel.temporal;
