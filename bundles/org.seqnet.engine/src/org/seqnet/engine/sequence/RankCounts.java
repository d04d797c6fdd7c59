package org.seqnet.engine.sequence;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts from which the values of wanted ranks follow, without any value leaving its place: first how many values of
 * each column begin with which 16 bits, then, of those that begin as a wanted one does, how many end with which. Counts
 * of parts of the data add up to those of the whole.
 */
public final class RankCounts implements Serializable {
    private static final long serialVersionUID = 1;

    /** For each column, one for all its values, or one for each beginning that is wanted. */
    private final HalfCounts[][] columns;

    private RankCounts(HalfCounts[][] columns) {
        this.columns = columns;
    }

    /** Counts how the values of some columns begin. */
    public static RankCounts ofBeginnings(PackedFeatures part, int first, int number) {
        var counts = new long[number][SortKey.HALVES];
        part.visit((column, value) -> {
            if (column >= first && column < first + number) {
                counts[column - first][SortKey.upper(value)]++;
            }
        });
        return new RankCounts(Arrays.stream(counts)
                .map(each -> new HalfCounts[] {new HalfCounts(each)})
                .toArray(HalfCounts[][]::new));
    }

    /**
     * Counts how those values of some columns end that begin in a certain way.
     *
     * @param beginnings for each column from the first on, sorted
     */
    public static RankCounts ofEnds(PackedFeatures part, int first, List<char[]> beginnings) {
        var counts = new ArrayList<long[][]>();
        beginnings.forEach(wanted -> counts.add(new long[wanted.length][SortKey.HALVES]));
        part.visit((column, value) -> {
            if (column >= first && column < first + counts.size()) {
                int i = Arrays.binarySearch(beginnings.get(column - first), SortKey.upper(value));
                if (i >= 0) {
                    counts.get(column - first)[i][SortKey.lower(value)]++;
                }
            }
        });
        return new RankCounts(counts.stream()
                .map(column -> Arrays.stream(column).map(HalfCounts::new).toArray(HalfCounts[]::new))
                .toArray(HalfCounts[][]::new));
    }

    /** Returns the counts of these values and others, of the same columns and beginnings. */
    public RankCounts plus(RankCounts others) {
        var sums = new HalfCounts[columns.length][];
        for (int column = 0; column < sums.length; column++) {
            var mine = columns[column];
            var theirs = others.columns[column];
            sums[column] = new HalfCounts[mine.length];
            Arrays.setAll(sums[column], i -> mine[i].plus(theirs[i]));
        }
        return new RankCounts(sums);
    }

    /** Returns the counts of a column, counted from the first; of ends, those of one of its beginnings. */
    HalfCounts of(int column, int beginning) {
        return columns[column][beginning];
    }
}
