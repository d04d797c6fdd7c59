/**
 * Heads: what makes a network's outputs of an encoder's values, with the loss that it is trained by. Classes and
 * independent labels are a {@link org.seqnet.engine.kernel.head.LinearHead}; paths of labels are learned by
 * {@link org.seqnet.engine.kernel.head.LabelPathHead} and found by {@link org.seqnet.engine.kernel.head.PathSearch}.
 */
package org.seqnet.engine.kernel.head;
