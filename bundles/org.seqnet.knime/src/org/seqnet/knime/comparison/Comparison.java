package org.seqnet.knime.comparison;

import java.util.List;
import java.util.Optional;

/**
 * The result of a comparison of networks.
 *
 * @param networks a score for each network, in the order of their ports
 * @param pairs a score for each pair of them
 * @param accuracyToReach the validation accuracy to which the training time is measured
 * @param rows how many rows were classified
 * @param warning the node's warning, if there is one
 */
record Comparison(
        List<NetworkScore> networks,
        List<PairScore> pairs,
        double accuracyToReach,
        long rows,
        Optional<String> warning) {}
