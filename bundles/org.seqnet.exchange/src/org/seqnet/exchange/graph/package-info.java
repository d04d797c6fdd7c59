/** Graphs of ONNX as they are drafted and written. */
package org.seqnet.exchange.graph;
