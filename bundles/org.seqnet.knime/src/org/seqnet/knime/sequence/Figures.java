package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** Where mean and standard deviation come from. */
enum Figures {
    @Label(
            value = "Per sequence",
            description = "Tensors and images are standardized with their own mean and standard deviation. Numbers "
                    + "in columns, lists or rows are standardized per sequence and feature.")
    EACH_TENSOR,
    @Label(value = "Custom", description = "All values are standardized with the same mean and standard deviation.")
    CUSTOM
}
