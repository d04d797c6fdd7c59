package org.seqnet.knime.comparison;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.engine.metrics.HolmCorrection;
import org.seqnet.engine.metrics.McNemarTest;

/**
 * The performance of two networks on the same sequences.
 *
 * @param first the network of the lower port
 * @param second the network of the higher port
 * @param test which of the two was right how often
 * @param adjusted the test's p-value, corrected for the number of pairs
 */
record PairScore(String first, String second, McNemarTest test, double adjusted) {
    private static final double LEVEL = 0.05;

    /** Compares each network with each later one. */
    static List<PairScore> of(List<NetworkScore> networks, ExecutionMonitor monitor) throws CanceledExecutionException {
        var pairs = new ArrayList<PairScore>();
        for (int i = 0; i < networks.size(); i++) {
            for (int j = i + 1; j < networks.size(); j++) {
                monitor.checkCanceled();
                var first = networks.get(i);
                var second = networks.get(j);
                var test = McNemarTest.of(first.right(), second.right());
                pairs.add(new PairScore(first.title(), second.title(), test, test.pValue()));
            }
        }
        var adjusted = HolmCorrection.adjust(
                pairs.stream().mapToDouble(PairScore::adjusted).toArray());
        for (int i = 0; i < adjusted.length; i++) {
            var pair = pairs.get(i);
            pairs.set(i, new PairScore(pair.first, pair.second, pair.test, adjusted[i]));
        }
        return pairs;
    }

    /** Returns what the test shows, in words. */
    String verdict() {
        return verdict(adjusted, test.onlyFirstRight() > test.onlySecondRight());
    }

    /** Returns what a test shows whose p-value was corrected for the number of pairs. */
    static String verdict(double adjusted, boolean firstIsBetter) {
        if (adjusted > LEVEL) {
            return "no difference shown at 5 %";
        }
        return firstIsBetter ? "first is better" : "second is better";
    }
}
