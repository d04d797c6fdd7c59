package org.seqnet.engine.sequence;

import java.io.Serializable;
import java.util.Arrays;

/** How often each half of a sort key occurs; only those that do are kept. */
final class HalfCounts implements Serializable {
    private static final long serialVersionUID = 1;

    private final char[] halves;
    private final long[] counts;

    /** A half, and how many values are below all values that have it. */
    record Place(char half, long below) {}

    /** @param all a count for each half, in order */
    HalfCounts(long[] all) {
        int found = (int) Arrays.stream(all).filter(count -> count > 0).count();
        this.halves = new char[found];
        this.counts = new long[found];
        int k = 0;
        for (int half = 0; half < all.length; half++) {
            if (all[half] > 0) {
                halves[k] = (char) half;
                counts[k++] = all[half];
            }
        }
    }

    /** Returns the counts of these values and others. */
    HalfCounts plus(HalfCounts others) {
        var all = new long[SortKey.HALVES];
        addTo(all);
        others.addTo(all);
        return new HalfCounts(all);
    }

    private void addTo(long[] all) {
        for (int k = 0; k < halves.length; k++) {
            all[halves[k]] += counts[k];
        }
    }

    /** Returns where the value of a rank is; that of the least value is 0. */
    Place of(long rank) {
        long below = 0;
        for (int k = 0; k < halves.length; k++) {
            if (rank < below + counts[k]) {
                return new Place(halves[k], below);
            }
            below += counts[k];
        }
        throw new IndexOutOfBoundsException("rank " + rank + " of " + below + " values");
    }
}
