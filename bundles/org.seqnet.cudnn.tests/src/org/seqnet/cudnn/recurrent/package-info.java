/**
 * Recurrent networks on the stand-in card, compared with the processor's kernels and with PyTorch's order of weights.
 */
package org.seqnet.cudnn.recurrent;
