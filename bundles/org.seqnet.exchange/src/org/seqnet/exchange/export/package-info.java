/**
 * Networks as graphs of ONNX: {@link org.seqnet.exchange.export.NetworkGraph} draws them, and
 * {@link org.seqnet.exchange.export.ExportedFile} makes the same networks of them.
 */
package org.seqnet.exchange.export;
