package org.seqnet.knime.multilabel;

import org.knime.node.parameters.widget.choices.Label;

/** Where the scores come from by which labels and rows are ranked. */
enum ScoreSource {
    @Label(
            value = "Automatic",
            description =
                    "The columns \"P (...=label)\" that the Network Predictor appended with the predicted labels. "
                            + "If there are none, mAP is missing.")
    AUTOMATIC,
    @Label(
            value = "Selected",
            description = "Selected numeric columns, named like the labels or \"P (...=label)\". Higher scores are "
                    + "better.")
    SELECTED,
    @Label(value = "None", description = "No scores; mAP is missing.")
    NONE
}
