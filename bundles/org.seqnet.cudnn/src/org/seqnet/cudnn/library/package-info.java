/** Finds NVIDIA's driver, cuBLAS and cuDNN on this machine, says what is missing, and loads them. */
package org.seqnet.cudnn.library;
