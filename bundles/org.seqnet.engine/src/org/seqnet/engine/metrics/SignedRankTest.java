package org.seqnet.engine.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Compares the errors of two predictors on the same cases by Wilcoxon's signed-rank test: if both are equally good, the
 * larger differences favor one as often as the other. Few large errors decide nothing, unlike in a t-test. Cases with
 * equal errors do not count.
 *
 * @param firstSmaller in how many cases the first one's error is smaller
 * @param secondSmaller in how many cases the second one's error is smaller
 * @param equal in how many cases both have the same error
 * @param advantage the sum of the ranks of the cases that favor the first one, less that of those that favor the second
 * @param pValue how probable an advantage at least this large is, on either side, if both are equally good
 * @see <a href="https://doi.org/10.2307/3001968">Wilcoxon, 1945</a>
 */
public record SignedRankTest(int firstSmaller, int secondSmaller, int equal, double advantage, double pValue) {
    /**
     * Of more cases, the normal distribution is close enough; with these, there are 2^50 ways to favor one or other.
     */
    private static final int MOST_EXACT = 50;

    /** Compares two arrays of errors of the same cases, none of which is negative or NaN. */
    public static SignedRankTest of(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(first.length + " cases against " + second.length + ".");
        }
        var differences = IntStream.range(0, first.length)
                .mapToDouble(i -> second[i] - first[i])
                .filter(difference -> difference != 0)
                .boxed()
                .sorted(Comparator.comparingDouble(Math::abs))
                .mapToDouble(Double::doubleValue)
                .toArray();
        int[] ranks = doubledRanks(differences);
        long doubled = IntStream.range(0, ranks.length)
                .mapToLong(i -> differences[i] > 0 ? ranks[i] : -ranks[i])
                .sum();
        int favoring = (int) DoubleStream.of(differences)
                .filter(difference -> difference > 0)
                .count();
        double pValue = ranks.length <= MOST_EXACT ? exact(ranks, doubled) : normal(ranks, doubled);
        return new SignedRankTest(
                favoring, differences.length - favoring, first.length - differences.length, doubled / 2.0, pValue);
    }

    /** Returns twice the rank of each difference, of equal ones the mean of theirs, which is then a whole number. */
    private static int[] doubledRanks(double[] sorted) {
        var ranks = new int[sorted.length];
        for (int start = 0, end; start < sorted.length; start = end) {
            end = start + 1;
            while (end < sorted.length && Math.abs(sorted[end]) == Math.abs(sorted[start])) {
                end++;
            }
            Arrays.fill(ranks, start, end, start + 1 + end);
        }
        return ranks;
    }

    /** Counts in how many of all ways to give signs to the ranks their sum is at least as far from 0. */
    private static double exact(int[] ranks, long doubled) {
        int total = IntStream.of(ranks).sum();
        // shares[s]: of the ways so far, those in which the ranks with a plus sum to s
        var shares = new double[total + 1];
        shares[0] = 1;
        for (int rank : ranks) {
            for (int sum = total; sum >= 0; sum--) {
                shares[sum] = (shares[sum] + (sum >= rank ? shares[sum - rank] : 0)) / 2;
            }
        }
        double tail = 0;
        for (int plus = 0; plus <= total; plus++) {
            tail += Math.abs(2L * plus - total) >= Math.abs(doubled) ? shares[plus] : 0;
        }
        return Math.min(1, tail);
    }

    /** Returns what the normal distribution of the same variance gives, with a correction for whole ranks. */
    private static double normal(int[] ranks, long doubled) {
        double variance = 0;
        for (int rank : ranks) {
            variance += (double) rank * rank;
        }
        // the sum of signed ranks moves in steps of 2, doubled ones in steps of 4; half a step is the correction
        double distance = Math.max(0, Math.abs(doubled) - 2) / Math.sqrt(variance);
        return 2 * new NormalDistribution().cumulativeProbability(-distance);
    }
}
