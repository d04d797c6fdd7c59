package org.seqnet.exchange.export;

import java.util.Optional;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * What an encoder reads in a graph.
 *
 * @param values the name of the preprocessed sequences, N x T x F floats; behind a sequence's end anything may stand
 * @param lengths the name of the sequences' numbers of time steps, N whole numbers of 64 bits; empty if all have the
 *     same
 * @param shape the shape of one of them
 */
record Read(String values, Optional<String> lengths, SequenceShape shape) {}
