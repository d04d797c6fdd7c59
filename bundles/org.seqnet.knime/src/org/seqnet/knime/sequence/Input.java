package org.seqnet.knime.sequence;

import org.knime.node.parameters.widget.choices.Label;

/** How the input table stores the sequences. */
enum Input {
    @Label(
            value = "Tensors",
            description = "Each tensor becomes a sequence, for example an image as a sequence of its rows.")
    TENSORS,
    @Label(
            value = "Numeric columns",
            description = "The values of several columns become the sequence of their row, one after another.")
    COLUMNS,
    @Label(
            value = "Lists",
            description = "Each list or vector of numbers becomes a sequence; their lengths may differ.")
    LISTS,
    @Label(
            value = "Images",
            description = "Each image, or file of an image, becomes a sequence, by default of its pixel rows.")
    IMAGES,
    @Label(
            value = "Long format",
            description =
                    "Each row is a time step; the rows of a group become one sequence and one row of the " + "output.")
    LONG_FORMAT,
    @Label(
            value = "Sliding windows",
            description = "Each row is a time step; a window of fixed length slides over the rows, and each window "
                    + "becomes one sequence and one row of the output. Windows for forecasting are created in this "
                    + "format, too.")
    WINDOWS;

    /** Returns whether the values are KNIME's own numbers, whose type has no limited range as bytes have. */
    boolean readsNumbers() {
        return this != TENSORS && this != IMAGES;
    }

    /** Returns whether each row of the input gives one sequence, as a new cell of that row. */
    boolean isRowByRow() {
        return this != LONG_FORMAT && this != WINDOWS;
    }
}
