/** Files of networks for and from other programs: ONNX, which is written and read, and safetensors, which is read. */
package org.seqnet.exchange;
