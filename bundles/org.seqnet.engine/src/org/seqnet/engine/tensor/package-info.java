/**
 * Blocks of numbers as data hold them: {@link org.seqnet.engine.tensor.Tensor} keeps elements in their own type, so
 * that bytes stay bytes, and scales them only as they are read.
 */
package org.seqnet.engine.tensor;
