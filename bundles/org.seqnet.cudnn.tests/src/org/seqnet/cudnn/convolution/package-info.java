/** Convolutional networks on the stand-in card, compared with the processor's kernels. */
package org.seqnet.cudnn.convolution;
