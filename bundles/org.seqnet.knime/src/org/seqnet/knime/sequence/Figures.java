package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** Which mean and deviation become 0 and 1. */
enum Figures {
    @Label(
            value = "Each sequence",
            description = "Each tensor or image is standardized by its own mean and deviation. Of numbers in columns, "
                    + "lists or rows, each feature of each sequence is.")
    EACH_TENSOR,
    @Label(value = "Custom", description = "All values are standardized by the same figures.")
    CUSTOM
}
