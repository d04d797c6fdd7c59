package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** What happens to a row if it is a sequence and a value of it is missing. */
enum MissingInRow {
    @Label(
            value = "Missing sequence",
            description = "The sequence is missing; a warning states the number of such rows.")
    KEEP,
    @Label(
            value = "Keep",
            description = "The value is missing in the sequence, for a network that fills missing values. If the "
                    + "whole tensor, list or image is missing, the sequence is missing.")
    IN_SEQUENCE,
    @Label(value = "Fail", description = "The node fails at the first such row.")
    FAIL
}
