package org.seqnet.knime.column;

import org.knime.node.parameters.widget.choices.Label;

/** What a node that keeps all rows does with a row in which the cell that it reads is missing. */
public enum MissingCells {
    /** Gives missing cells and counts them in a warning. */
    @Label(
            value = "Keep missing",
            description = "The result is a missing value; a warning states the number of such rows.")
    KEEP,
    /** Fails and names the row. */
    @Label(value = "Fail", description = "The node fails at the first such row.")
    FAIL
}
