package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** Which range becomes 0 to 1. */
enum Range {
    @Label(
            value = "Element type",
            description = "For bytes, as in images, all values that they can hold, such as 0 to 255. For wider types, "
                    + "the smallest and the largest value in the column.")
    ELEMENT_TYPE,
    @Label(
            value = "Data",
            description = "The smallest and the largest value in the column. Of numbers in columns, lists or rows, "
                    + "each feature has a range of its own.")
    DATA,
    @Label(value = "Custom", description = "A minimum and a maximum of your own.")
    CUSTOM;

    /** Returns whether values that come this way have such a range. */
    boolean fits(Input input) {
        return this != ELEMENT_TYPE || !input.readsNumbers();
    }
}
