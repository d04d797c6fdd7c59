/**
 * Recurrent networks on a graphics card ({@link org.seqnet.cudnn.recurrent.RecurrentLayers}) and pooling over time
 * behind them. cuDNN computes all steps of layers in a call, cuBLAS products, and kernels of our own the rest, as the
 * engine's rooms {@code kernel.recurrent} and {@code kernel.pooling} do.
 */
package org.seqnet.cudnn.recurrent;
