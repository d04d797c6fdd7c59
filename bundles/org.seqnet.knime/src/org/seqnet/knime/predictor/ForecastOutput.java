package org.seqnet.knime.predictor;

import org.knime.node.parameters.widget.choices.Label;

/** How forecasts are output; the names are saved in settings and never change. */
enum ForecastOutput {
    /** A row for each step ahead. */
    @Label(
            value = "Rows",
            description = "One row per time step ahead, with the columns of its window except the sequence, the "
                    + "origin, the forecast time, the step, the actual values if the table has them, and the "
                    + "forecasts.")
    ROWS,
    /** A list for each window. */
    @Label(value = "Lists", description = "One row per window, with lists that have one element per time step ahead.")
    LISTS
}
