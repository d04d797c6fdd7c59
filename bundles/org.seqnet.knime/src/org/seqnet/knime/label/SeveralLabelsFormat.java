package org.seqnet.knime.label;

import org.knime.node.parameters.widget.choices.Label;

/** How a table states any number of labels for each row; the names are saved in settings and never change. */
public enum SeveralLabelsFormat {
    /** A column with a set or list of labels for each row. */
    @Label(value = "Collection column", description = SeveralLabelsFormat.COLLECTION_STORY)
    COLLECTION,
    /** A column of 0 and 1 for each label. */
    @Label(value = "0/1 columns", description = SeveralLabelsFormat.COLUMNS_STORY)
    COLUMNS;

    /** Describes a column of sets or lists. */
    public static final String COLLECTION_STORY =
            "A column contains a set or list of labels for each row. It may be empty: the row then has no label.";
    /** Describes a column for each label. */
    public static final String COLUMNS_STORY = "There is a column for each label, and the column's name is the label. "
            + "It contains 1 if the row has the label, and 0 if not.";
}
