package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** Which windows with a horizon are in the output. */
enum WindowChoice {
    @Label(
            value = "All with targets",
            description = "All windows whose horizon ends within the known target values, for example to train the "
                    + "network that is used in the end.")
    ALL,
    @Label(
            value = "Training",
            description = "Only the windows whose targets end at or before the first test origin of all series, so "
                    + "that no network learns from what it is tested on.")
    TRAINING,
    @Label(
            value = "Test",
            description = "Only the windows of the test origins: in each series, the last origin whose horizon ends "
                    + "with the known target values, and those before it at equal distances.")
    TEST,
    @Label(
            value = "End of each series",
            description = "One window for each series, which ends with its last known target value: the network then "
                    + "forecasts what follows the table. Its targets are missing.")
    END;
}
