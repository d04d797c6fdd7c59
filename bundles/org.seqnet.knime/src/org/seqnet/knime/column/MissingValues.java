package org.seqnet.knime.column;

import org.knime.node.parameters.widget.choices.Label;

/** What a node does with a row in which a cell that it needs is missing. */
public enum MissingValues {
    /** Goes on without the row and counts it in a warning. */
    @Label(value = "Skip row", description = "The row is skipped; a warning states the number of such rows.")
    SKIP,
    /** Fails and names the row. */
    @Label(value = "Fail", description = "The node fails at the first such row.")
    FAIL
}
