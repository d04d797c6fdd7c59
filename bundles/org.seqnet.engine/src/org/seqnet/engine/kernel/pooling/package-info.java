/**
 * Pooling over time between an encoder's last layer and the head: {@link org.seqnet.engine.kernel.pooling.MeanPooling}
 * and {@link org.seqnet.engine.kernel.pooling.AttentionPooling} make one row of each sequence's own steps.
 */
package org.seqnet.engine.kernel.pooling;
