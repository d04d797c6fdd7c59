/**
 * Multiplies matrices: {@link org.seqnet.engine.kernel.product.MatrixProducts} is oneDNN where it is shipped and
 * OpenBLAS elsewhere, on {@link org.seqnet.engine.kernel.product.NativeFloats} outside the Java heap, each product on
 * the thread that asks for it; {@link org.seqnet.engine.kernel.product.Workers} are the threads.
 */
package org.seqnet.engine.kernel.product;
