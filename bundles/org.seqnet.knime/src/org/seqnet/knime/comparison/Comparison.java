package org.seqnet.knime.comparison;

import java.util.List;
import java.util.Optional;

/**
 * What the comparison of networks gave.
 *
 * @param networks a score for each network, in the order of their ports
 * @param pairs a score for each pair of them
 * @param accuracyToReach the validation accuracy that the time is told to
 * @param rows how many rows were classified
 * @param warning what the user should know
 */
record Comparison(
        List<NetworkScore> networks,
        List<PairScore> pairs,
        double accuracyToReach,
        long rows,
        Optional<String> warning) {}
