package org.seqnet.knime.learner;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.knime.label.SeveralLabelsFormat;

/** How a table states the labels of its rows; the names are saved in settings and never change. */
enum LabelFormat {
    /** A column with the class of each row. */
    @Label(
            value = "One class per row",
            description = "A column contains the class of each row, and the network predicts one class.")
    CLASS,
    /** A column with a set or list of labels for each row. */
    @Label(value = "Several labels per row (collection column)", description = SeveralLabelsFormat.COLLECTION_STORY)
    COLLECTION,
    /** A column of 0 and 1 for each label. */
    @Label(value = "Several labels per row (0/1 columns)", description = SeveralLabelsFormat.COLUMNS_STORY)
    COLUMNS
}
