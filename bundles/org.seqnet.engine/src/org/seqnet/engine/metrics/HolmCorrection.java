package org.seqnet.engine.metrics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusts p-values for their number: of 20 comparisons of equals, about one falls below 5 % by chance. Whoever takes
 * the adjusted values below 5 % for differences is wrong about any of them in at most 5 of 100 studies.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm, 1979</a>
 */
public final class HolmCorrection {
    private HolmCorrection() {}

    /** Returns the adjusted p-values in the order of the given ones. */
    public static double[] adjust(double... pValues) {
        var order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .toList();
        var adjusted = new double[pValues.length];
        double most = 0;
        for (int rank = 0; rank < pValues.length; rank++) {
            most = Math.max(most, Math.min(1, (pValues.length - rank) * pValues[order.get(rank)]));
            adjusted[order.get(rank)] = most;
        }
        return adjusted;
    }
}
