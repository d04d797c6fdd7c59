package org.seqnet.knime.series;

import org.knime.node.parameters.widget.choices.Label;

/** What becomes of a series with a missing value; the names are saved in settings and never change. */
enum IncompleteSeries {
    @Label(value = "Keep", description = "The sequence contains NaN where a value is missing.")
    KEEP,
    @Label(value = "Skip", description = "The series is skipped; a warning states the number of such series.")
    SKIP,
    @Label(value = "Fail", description = "The node fails at the first such series.")
    FAIL
}
