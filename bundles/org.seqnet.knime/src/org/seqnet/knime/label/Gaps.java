package org.seqnet.knime.label;

/** What becomes of a row whose sequence has missing values. */
public enum Gaps {
    /** They are kept: the network fills them in. */
    KEEP,
    /** The row is skipped, and counted in a warning. */
    SKIP,
    /** The node fails and names the place. */
    FAIL
}
