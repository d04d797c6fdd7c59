/**
 * Convolutional networks on a graphics card: for images ({@link org.seqnet.cudnn.convolution.ImageLayers}) and over
 * time ({@link org.seqnet.cudnn.convolution.TemporalLayer}). cuDNN computes convolutions, cuBLAS products, and kernels
 * of our own all between, as the engine's rooms {@code kernel.convolution}, {@code kernel.dense} and
 * {@code kernel.temporal} do.
 */
package org.seqnet.cudnn.convolution;
