package org.seqnet.engine.sequence;

import java.util.OptionalLong;

/**
 * The origins in a series from which forecasts are tested: the last one whose horizon ends with the series, and others
 * at equal distances before it.
 *
 * @param past the number of rows up to an origin that a window has
 * @param horizon the number of rows behind it
 * @param count the number of origins, at least 1; a series has fewer if it is short
 * @param distance the number of rows from one origin to the next, at least 1
 */
public record TestOrigins(int past, int horizon, int count, int distance) {
    /**
     * Returns whether a row is one of the origins.
     *
     * @param row counted from 0
     * @param end the last row with a known target, counted from 0
     */
    public boolean contains(long row, long end) {
        long before = end - horizon - row;
        return row >= past - 1 && before >= 0 && before % distance == 0 && before / distance < count;
    }

    /** Returns the first origin of a series that ends with a row counted from 0; empty if it is too short for one. */
    OptionalLong first(long end) {
        long behindShortest = end - horizon - (past - 1);
        return behindShortest < 0
                ? OptionalLong.empty()
                : OptionalLong.of(end - horizon - Math.min(count - 1, behindShortest / distance) * distance);
    }

    /** Returns how many rows the first origin can lie before the last row with a known target. */
    long reach() {
        return horizon + (count - 1L) * distance;
    }
}
