package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** How values are scaled. */
enum Scale {
    @Label(
            value = "None",
            description = "Values are not scaled here; numeric columns and lists become single precision.")
    NONE,
    @Label(value = "0 to 1", description = "The source range is mapped to [0, 1].")
    UNIT_RANGE,
    @Label(value = "Standardize", description = "Values are shifted and scaled to mean 0 and standard deviation 1.")
    STANDARDIZE
}
