/** The C functions of NVIDIA's driver, cuBLAS and cuDNN, as their headers declare them; addresses are longs. */
package org.seqnet.cudnn.binding;
