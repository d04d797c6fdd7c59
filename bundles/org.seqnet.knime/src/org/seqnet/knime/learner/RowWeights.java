package org.seqnet.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** How much each row of the training table counts where there are no classes; the names are saved and never change. */
enum RowWeights {
    @Label(value = "None", description = "All rows have the same weight.")
    NONE,
    @Label(
            value = "From column",
            description = "A column of the training table contains the weight of each row. The weights are divided by "
                    + "their mean.")
    COLUMN
}
