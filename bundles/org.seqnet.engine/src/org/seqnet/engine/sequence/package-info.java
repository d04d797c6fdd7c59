/**
 * Sequences and their labels, and how they are created from data: tensors are laid out as time steps x features, cut
 * from lists of values or collected step by step, scaled, and packed into {@link org.seqnet.engine.sequence.Sequences},
 * which holds a whole table in little more than the bytes of its elements.
 */
package org.seqnet.engine.sequence;
