package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** How values are scaled. */
enum Scale {
    @Label(value = "None", description = "Values stay as they are; numbers of the table get single precision.")
    NONE,
    @Label(value = "0 to 1", description = "A range becomes 0 to 1.")
    UNIT_RANGE,
    @Label(value = "Standardize", description = "Values get mean 0 and standard deviation 1.")
    STANDARDIZE
}
