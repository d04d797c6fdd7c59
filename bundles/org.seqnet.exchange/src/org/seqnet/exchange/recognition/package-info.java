/**
 * Graphs of ONNX as networks of ours. Node by node, in the order of the file, each value is described: numbers that are
 * known, whole numbers of shapes, or what a network has made so far of the sequences that it reads, with the meaning of
 * each axis. What the first output is made of is the network; what does not lead there does not matter.
 */
package org.seqnet.exchange.recognition;
