package org.seqnet.spark.predict;

import org.apache.spark.util.AccumulatorV2;

/** Gathers on the driver what tasks count. */
final class RowCounter extends AccumulatorV2<ScoredRows, ScoredRows> {
    private static final long serialVersionUID = 1L;

    private ScoredRows sum = ScoredRows.NONE;

    @Override
    public boolean isZero() {
        return sum.equals(ScoredRows.NONE);
    }

    @Override
    public RowCounter copy() {
        var copy = new RowCounter();
        copy.sum = sum;
        return copy;
    }

    @Override
    public void reset() {
        sum = ScoredRows.NONE;
    }

    @Override
    public void add(ScoredRows rows) {
        sum = sum.plus(rows);
    }

    @Override
    public void merge(AccumulatorV2<ScoredRows, ScoredRows> other) {
        sum = sum.plus(other.value());
    }

    @Override
    public ScoredRows value() {
        return sum;
    }
}
