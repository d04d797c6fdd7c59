package org.seqnet.knime.predictor;

import org.knime.node.parameters.widget.choices.Label;

/** How labels of time steps are output; the names are saved in settings and never change. */
enum StepOutput {
    /** A list for each sequence. */
    @Label(value = "Lists", description = "One row per sequence, with lists that have one element per time step.")
    LISTS,
    /** A row for each step. */
    @Label(
            value = "Rows",
            description = "One row per time step, with the RowID of its sequence, the number of the step, and the "
                    + "other columns except the sequence.")
    ROWS
}
