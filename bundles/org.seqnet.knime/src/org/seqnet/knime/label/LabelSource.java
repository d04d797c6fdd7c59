package org.seqnet.knime.label;

import org.knime.node.parameters.widget.choices.Label;

/** How a table stores the labels of a row if there can be several. */
public enum LabelSource {
    /** One cell holds all labels. */
    @Label(value = "Set or list", description = "One column with a set or list of labels.")
    COLLECTION,
    /** Each label has a column. */
    @Label(
            value = "0/1 columns",
            description = "One column per label, with 1 (or true) if the row has the label and 0 (or false) if not. "
                    + "The names of the columns are the labels.")
    COLUMNS
}
