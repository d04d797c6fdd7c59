package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** What happens to a row if it is a time step and a value of it is missing. */
enum MissingSteps {
    @Label(value = "Skip row", description = "The row is skipped; a warning states the number of such rows.")
    SKIP,
    @Label(
            value = "Keep",
            description = "The value is missing in the sequence, for a network that fills missing values. Only rows "
                    + "without a group or order are skipped.")
    KEEP,
    @Label(value = "Fail", description = "The node fails at the first such row.")
    FAIL
}
