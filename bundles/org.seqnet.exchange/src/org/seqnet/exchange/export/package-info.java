/** Networks as graphs of ONNX. */
package org.seqnet.exchange.export;
