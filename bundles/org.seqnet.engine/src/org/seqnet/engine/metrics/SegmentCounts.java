package org.seqnet.engine.metrics;

import java.util.OptionalDouble;

/**
 * How many predicted segments were right.
 *
 * @param truePositives the segments that overlap enough with an actual segment of their class, each with its own
 * @param falsePositives the other predicted segments
 * @param falseNegatives the actual segments that no predicted one overlaps with enough
 */
public record SegmentCounts(long truePositives, long falsePositives, long falseNegatives) {

    /** Returns the share of predicted segments that are right; empty if none is predicted. */
    public OptionalDouble precision() {
        return Ratio.of(truePositives, truePositives + falsePositives);
    }

    /** Returns the share of actual segments that are found; empty if there is none. */
    public OptionalDouble recall() {
        return Ratio.of(truePositives, truePositives + falseNegatives);
    }

    /** Returns the harmonic mean of precision and recall; empty if there are no segments at all. */
    public OptionalDouble f1() {
        return Ratio.of(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    SegmentCounts plus(SegmentCounts other) {
        return new SegmentCounts(
                truePositives + other.truePositives,
                falsePositives + other.falsePositives,
                falseNegatives + other.falseNegatives);
    }
}
