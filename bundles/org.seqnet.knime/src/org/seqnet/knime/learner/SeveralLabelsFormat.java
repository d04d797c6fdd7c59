package org.seqnet.knime.learner;

import org.knime.node.parameters.widget.choices.Label;

/** How a table states any number of labels for each row; the names are saved in settings and never change. */
enum SeveralLabelsFormat {
    /** A column with a set or list of labels for each row. */
    @Label(value = "Collection column", description = LabelFormat.COLLECTION_STORY)
    COLLECTION,
    /** A column of 0 and 1 for each label. */
    @Label(value = "0/1 columns", description = LabelFormat.COLUMNS_STORY)
    COLUMNS
}
