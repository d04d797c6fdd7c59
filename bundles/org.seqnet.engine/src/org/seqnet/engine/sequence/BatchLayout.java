package org.seqnet.engine.sequence;

/** The order of the three axes in a mini-batch of N sequences, T time steps and F features; the last is contiguous. */
public enum BatchLayout {
    /** N x T x F: one sequence after another. */
    SEQUENCE_TIME_FEATURE,
    /** T x N x F: all sequences' first step, then all their second. A recurrent layer reads one step in one piece. */
    TIME_SEQUENCE_FEATURE,
    /** N x F x T: what Deeplearning4j calls NCW. */
    SEQUENCE_FEATURE_TIME
}
