/**
 * Convolution blocks on images, one image at a time so that what it needs stays in a core's cache:
 * {@link org.seqnet.engine.kernel.convolution.ConvolutionLayer}. Where a block normalizes over the mini-batch, all
 * images meet in it.
 */
package org.seqnet.engine.kernel.convolution;
