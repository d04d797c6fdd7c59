package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** Where sequences come from. */
enum Input {
    @Label(value = "Tensors", description = "Each tensor of a column becomes a sequence, such as an image by its rows.")
    TENSORS,
    @Label(
            value = "Numeric columns",
            description = "The values of some columns become the sequence of their row, one after another.")
    COLUMNS,
    @Label(
            value = "Lists",
            description = "Each list or vector of numbers becomes a sequence; their lengths may differ.")
    LISTS,
    @Label(value = "Images", description = "Each PNG image becomes a sequence, as the tensor of its pixels would.")
    IMAGES,
    @Label(
            value = "Long format",
            description =
                    "Each row is a time step; the rows of a group become one sequence, and one row of the " + "output.")
    LONG_FORMAT,
    @Label(
            value = "Sliding windows",
            description = "Each row is a time step; windows of equal length slide over the rows, and each becomes a "
                    + "sequence and a row of the output.")
    WINDOWS;

    /** Returns whether the numbers come from cells of KNIME's own, which have no range such as bytes have. */
    boolean readsNumbers() {
        return this != TENSORS && this != IMAGES;
    }

    /** Returns whether each row of the input has a sequence of its own, which is a new cell of that row. */
    boolean isRowByRow() {
        return this != LONG_FORMAT && this != WINDOWS;
    }
}
