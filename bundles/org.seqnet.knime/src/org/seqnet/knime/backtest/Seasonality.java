package org.seqnet.knime.backtest;

import org.knime.node.parameters.widget.choices.Label;

/** Where the seasonal period comes from. */
enum Seasonality {
    @Label(
            value = "Automatic",
            description = "The period follows from the time step: one day for steps of minutes or hours, so 48 for "
                    + "half-hourly values; one week for days; one year for weeks, months and quarters; one hour for "
                    + "seconds. It is 1, which means no season, for years, numbers and row numbers.")
    AUTOMATIC,
    @Label(value = "Custom", description = "The period is specified.")
    CUSTOM
}
