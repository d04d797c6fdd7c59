package org.seqnet.knime.comparison;

import java.util.List;
import java.util.Optional;

/**
 * The result of a comparison of networks that predict values.
 *
 * @param networks a score for each network, in the order of their ports
 * @param pairs a score for each pair of them
 * @param targets the names of the targets
 * @param rows how many rows were predicted
 * @param warning the node's warning, if there is one
 */
record ValueComparison(
        List<ValueScore> networks, List<ValuePair> pairs, List<String> targets, long rows, Optional<String> warning) {}
