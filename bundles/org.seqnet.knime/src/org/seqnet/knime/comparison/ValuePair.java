package org.seqnet.knime.comparison;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.engine.metrics.HolmCorrection;
import org.seqnet.engine.metrics.SignedRankTest;

/**
 * The performance of two networks that predict values of the same sequences.
 *
 * @param first the network of the lower port
 * @param second the network of the higher port
 * @param test which of the two was closer how often
 * @param adjusted the test's p-value, corrected for the number of pairs
 */
record ValuePair(String first, String second, SignedRankTest test, double adjusted) {

    /** Compares each network with each later one. */
    static List<ValuePair> of(List<ValueScore> networks, ExecutionMonitor monitor) throws CanceledExecutionException {
        var pairs = new ArrayList<ValuePair>();
        for (int i = 0; i < networks.size(); i++) {
            for (int j = i + 1; j < networks.size(); j++) {
                monitor.checkCanceled();
                var first = networks.get(i);
                var second = networks.get(j);
                var test = SignedRankTest.of(first.rowErrors(), second.rowErrors());
                pairs.add(new ValuePair(first.title(), second.title(), test, test.pValue()));
            }
        }
        var adjusted = HolmCorrection.adjust(
                pairs.stream().mapToDouble(ValuePair::adjusted).toArray());
        for (int i = 0; i < adjusted.length; i++) {
            var pair = pairs.get(i);
            pairs.set(i, new ValuePair(pair.first, pair.second, pair.test, adjusted[i]));
        }
        return pairs;
    }

    /** Returns what the test shows, in words. */
    String verdict() {
        return PairScore.verdict(adjusted, test.advantage() > 0);
    }
}
