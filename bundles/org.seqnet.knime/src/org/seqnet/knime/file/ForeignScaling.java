package org.seqnet.knime.file;

import org.knime.node.parameters.widget.choices.Label;

/** How another program scaled values, as choices of a dialog; the names are saved in settings and never change. */
enum ForeignScaling {
    @Label(
            value = "As in the file",
            description = "The network reads the values as they are, or as the file scales them.")
    FROM_FILE,
    @Label(value = "0 to 255 becomes 0 to 1", description = "Values are divided by 255, as is usual for images.")
    BYTES,
    @Label(
            value = "Mean and standard deviation",
            description =
                    "A mean is subtracted from the values, and the difference is divided by a standard deviation.")
    STANDARDIZE
}
