/** Files of ONNX that others made: read within limits, whatever they hold. */
package org.seqnet.exchange.file;
