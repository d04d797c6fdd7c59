package org.seqnet.engine.metrics;

import java.util.OptionalDouble;

/**
 * The figures of one class against all others, defined as in KNIME's Scorer node. A figure is empty where its
 * denominator is 0; a table shows that as a missing cell.
 */
public record ClassStatistics(long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {

    /** Returns TP / (TP + FN): how many of the class were found. */
    public OptionalDouble recall() {
        return Ratio.of(truePositives, truePositives + falseNegatives);
    }

    /** Returns TP / (TP + FP): how many of those found are of the class. */
    public OptionalDouble precision() {
        return Ratio.of(truePositives, truePositives + falsePositives);
    }

    /** Returns TP / (TP + FN), which is recall under its medical name. */
    public OptionalDouble sensitivity() {
        return recall();
    }

    /** Returns TN / (TN + FP): how many of the others were kept out. */
    public OptionalDouble specificity() {
        return Ratio.of(trueNegatives, trueNegatives + falsePositives);
    }

    /** Returns the harmonic mean of precision and recall; empty if either is, or if both are 0. */
    public OptionalDouble fMeasure() {
        var recall = recall();
        var precision = precision();
        if (recall.isEmpty() || precision.isEmpty() || truePositives == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                2 * precision.getAsDouble() * recall.getAsDouble() / (precision.getAsDouble() + recall.getAsDouble()));
    }
}
