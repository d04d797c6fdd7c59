package org.seqnet.engine.metrics;

import java.util.OptionalDouble;

/**
 * How often one of several labels occurs, is predicted, and both. A figure is empty where its denominator is 0; a table
 * shows that as a missing cell.
 *
 * @param actual how many rows have the label
 * @param predicted for how many rows it is predicted
 * @param hits for how many rows it is predicted that have it
 */
public record LabelCounts(long actual, long predicted, long hits) {

    /** Returns hits / predicted; empty if the label is never predicted. */
    public OptionalDouble precision() {
        return Ratio.of(hits, predicted);
    }

    /** Returns hits / actual; empty if no row has the label. */
    public OptionalDouble recall() {
        return Ratio.of(hits, actual);
    }

    /** Returns 2 hits / (actual + predicted), which is the harmonic mean of both; empty if the label never appears. */
    public OptionalDouble f1() {
        return Ratio.of(2 * hits, actual + predicted);
    }
}
