package org.seqnet.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** How a table states the labels of its rows; the names are saved in settings and never change. */
enum LabelFormat {
    /** A column with the class of each row. */
    @Label(
            value = "One class per row",
            description = "A column contains the class of each row, and the network predicts one class.")
    CLASS,
    /** A column with a set or list of labels for each row. */
    @Label(value = "Several labels per row (collection column)", description = LabelFormat.COLLECTION_STORY)
    COLLECTION,
    /** A column of 0 and 1 for each label. */
    @Label(value = "Several labels per row (0/1 columns)", description = LabelFormat.COLUMNS_STORY)
    COLUMNS;

    static final String COLLECTION_STORY =
            "A column contains a set or list of labels for each row. It may be empty: the row then has no label.";
    static final String COLUMNS_STORY = "There is a column for each label, and the column's name is the label. It "
            + "contains 1 if the row has the label, and 0 if not.";
}
