package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** Which columns the output has beside the group and the sequence if each row is a time step. */
enum AdditionalColumns {
    @Label(
            value = "Automatic",
            description = "All strings, booleans, dates and times, and numbers whose column name is that of a label, "
                    + "except the order column in long format and of forecasts. Where the rows of a group have several "
                    + "values, the "
                    + "value is missing, and a warning states the number of such groups.")
    AUTOMATIC,
    @Label(
            value = "Manual",
            description =
                    "The selected columns. In long format, the node fails if rows of a group have several values.")
    SELECTED
}
