package org.seqnet.engine.sequence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The quartiles of each column of data that are divided over many processes, equal to the bit to those of all values in
 * one place: by two passes of counting over the data for each few columns.
 */
public final class DividedQuartiles {
    /** What the counts of all parts may come to for the columns of a pass, if every half of a key occurs: 500 MB. */
    private static final int MOST_COUNTS = 800;
    /** The counts of a part's columns fill up to 50 MB while it is visited. */
    private static final int MOST_COLUMNS = 16;

    private static final int LEAST_COLUMNS = 4;

    private final FeatureMoments moments;
    private final int parts;
    private final Passes passes;

    /** Asks all parts of the data, and adds up what they answer. */
    public interface Passes {

        /** Returns the sum over all parts of {@link RankCounts#ofBeginnings}. */
        RankCounts beginnings(int first, int number);

        /** Returns the sum over all parts of {@link RankCounts#ofEnds}. */
        RankCounts ends(int first, List<char[]> beginnings);
    }

    /**
     * @param moments those of all data
     * @param parts how many parts there are
     */
    public DividedQuartiles(FeatureMoments moments, int parts, Passes passes) {
        this.moments = moments;
        this.parts = parts;
        this.passes = passes;
    }

    /** Returns the first, second and third quartile of each column, 0 for one without values. */
    public double[][] find() {
        int together = Math.max(LEAST_COLUMNS, Math.min(MOST_COLUMNS, MOST_COUNTS / parts));
        var quartiles = new double[moments.columns()][];
        for (int first = 0; first < quartiles.length; first += together) {
            find(first, Math.min(together, quartiles.length - first), quartiles);
        }
        return quartiles;
    }

    private void find(int first, int number, double[][] quartiles) {
        var beginnings = passes.beginnings(first, number);
        var wanted = new ArrayList<char[]>();
        for (int i = 0; i < number; i++) {
            wanted.add(wanted(moments.count(first + i), beginnings.of(i, 0)));
        }
        var ends = passes.ends(first, wanted);
        for (int i = 0; i < number; i++) {
            int column = i;
            var starts = beginnings.of(i, 0);
            quartiles[first + i] = quartiles(moments.count(first + i), rank -> {
                var start = starts.of(rank);
                int found = Arrays.binarySearch(wanted.get(column), start.half());
                var end = ends.of(column, found).of(rank - start.below());
                return SortKey.value(start.half(), end.half());
            });
        }
    }

    /** Returns how the values begin that quartiles lie between. */
    private static char[] wanted(long count, HalfCounts starts) {
        var found = new TreeSet<Character>();
        quartiles(count, rank -> {
            found.add(starts.of(rank).half());
            return 0;
        });
        var wanted = new char[found.size()];
        int k = 0;
        for (char half : found) {
            wanted[k++] = half;
        }
        return wanted;
    }

    private static double[] quartiles(long count, Quantile.Ranked values) {
        return Arrays.stream(Quantile.QUARTILES)
                .map(share -> Quantile.of(count, share, values))
                .toArray();
    }
}
