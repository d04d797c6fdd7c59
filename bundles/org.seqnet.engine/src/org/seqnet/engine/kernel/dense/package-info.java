/**
 * Dense layers: {@link org.seqnet.engine.kernel.dense.DenseLayer}, and {@link org.seqnet.engine.kernel.dense.Linear},
 * the product that it shares with heads.
 */
package org.seqnet.engine.kernel.dense;
