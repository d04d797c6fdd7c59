package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** The range that is mapped to [0, 1]. */
enum Range {
    @Label(
            value = "Element type",
            description = "The full range of the data type for bytes, such as 0 to 255 in images. For wider types, "
                    + "the smallest and largest value in the column.")
    ELEMENT_TYPE,
    @Label(
            value = "Data",
            description = "The smallest and largest value in the column. Numbers in columns, lists or rows are "
                    + "scaled per feature.")
    DATA,
    @Label(value = "Custom", description = "A fixed minimum and maximum.")
    CUSTOM;

    /** Returns whether the values of an input format have such a range. */
    boolean fits(Input input) {
        return this != ELEMENT_TYPE || !input.readsNumbers();
    }
}
