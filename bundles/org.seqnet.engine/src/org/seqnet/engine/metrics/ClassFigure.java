package org.seqnet.engine.metrics;

/** The figures of one class against all others. The areas need its probability. */
public enum ClassFigure {
    /** The share of the rows predicted as this class that are of it; undefined if it is never predicted. */
    PRECISION,
    /** The share of the rows of this class that are predicted as it; undefined if it has no rows. */
    RECALL,
    /** The harmonic mean of both, 2 TP / (actual + predicted); undefined if the class never appears. */
    F1,
    /** The area under the ROC curve; undefined if all rows are of this class, or none. */
    ROC_AREA,
    /** The average precision; undefined if the class has no rows. */
    AVERAGE_PRECISION
}
