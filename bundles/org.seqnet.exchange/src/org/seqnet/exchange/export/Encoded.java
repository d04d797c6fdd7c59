package org.seqnet.exchange.export;

import java.util.Optional;

/**
 * What an encoder gives in a graph.
 *
 * @param summary the name of its values for each sequence, N x outputs
 * @param steps the name of its values at each time step, N x T x outputs; empty if it has none
 */
record Encoded(String summary, Optional<String> steps) {}
