/**
 * Multidimensional arrays of numbers: {@link org.seqnet.engine.tensor.Tensor} stores elements in their own type, so
 * that bytes stay bytes, and scales them only when they are read.
 */
package org.seqnet.engine.tensor;
