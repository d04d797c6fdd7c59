package org.seqnet.knime.scorer;

import org.knime.node.parameters.widget.choices.Label;

/** How a table states labels of time steps; the names are saved in settings and never change. */
enum StepFormat {
    /** A list for each sequence. */
    @Label(value = "Lists", description = "One row per sequence, with lists that have one label per time step.")
    LISTS,
    /** A row for each step. */
    @Label(
            value = "Rows",
            description =
                    "One row per time step. The rows of a sequence are consecutive and in the order of its steps.")
    ROWS
}
