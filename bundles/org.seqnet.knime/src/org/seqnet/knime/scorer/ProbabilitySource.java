package org.seqnet.knime.scorer;

import org.knime.node.parameters.widget.choices.Label;

/** Where the probabilities of the classes come from. */
enum ProbabilitySource {
    @Label(
            value = "Automatic",
            description = "The columns \"P (...=class)\" that the Network Predictor appended with the predicted "
                    + "values. If there are none, the measures that need them are missing.")
    AUTOMATIC,
    @Label(value = "Selected", description = "Selected numeric columns, named like the classes or \"P (...=class)\".")
    SELECTED,
    @Label(value = "None", description = "No probabilities; the measures that need them are missing.")
    NONE
}
