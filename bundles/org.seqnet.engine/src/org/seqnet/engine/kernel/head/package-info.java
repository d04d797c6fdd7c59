/**
 * Heads: what makes a network's outputs of an encoder's values, with the loss that it is trained by. Softmax with
 * cross-entropy is {@link org.seqnet.engine.kernel.head.SoftmaxHead}.
 */
package org.seqnet.engine.kernel.head;
