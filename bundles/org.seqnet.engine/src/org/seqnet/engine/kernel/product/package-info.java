/**
 * Multiplies matrices: {@link org.seqnet.engine.kernel.product.MatrixProducts} is oneDNN where it is shipped and
 * OpenBLAS elsewhere, on {@link org.seqnet.engine.kernel.product.NativeFloats} outside the Java heap, each product on
 * the thread that asks for it; {@link org.seqnet.engine.kernel.product.Workers} are the threads. What several products
 * share is laid out once: {@link org.seqnet.engine.kernel.product.Weights} on their right and
 * {@link org.seqnet.engine.kernel.product.Activations} on their left.
 * {@link org.seqnet.engine.kernel.product.Mixed} finds the bundle that multiplies in bfloat16, if it is there.
 */
package org.seqnet.engine.kernel.product;
