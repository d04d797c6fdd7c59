package org.seqnet.knime.learner;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.knime.label.SeveralLabelsFormat;

/**
 * How a table states what a network learns of its rows, and so what its task is; the names are saved in settings and
 * never change.
 */
enum LabelFormat {
    /** A column with the class, the value or the next values of each row. */
    @Label(
            value = "Automatic",
            description = "The type of the label column decides. If it contains strings, integers or booleans, the "
                    + "network learns one class per row (classification). If it contains numbers (double), the network "
                    + "learns these values (regression). If it is a column of target values that the Sequence Reshaper "
                    + "created, the network learns the next values of a series (forecasting).")
    CLASS,
    /** A column with a set or list of labels for each row. */
    @Label(value = "Several labels per row (collection column)", description = SeveralLabelsFormat.COLLECTION_STORY)
    COLLECTION,
    /** A column of 0 and 1 for each label. */
    @Label(value = "Several labels per row (0/1 columns)", description = SeveralLabelsFormat.COLUMNS_STORY)
    COLUMNS,
    /** A numeric column for each target. */
    @Label(
            value = "Numeric values",
            description = "One or several numeric columns contain values that the network learns to predict "
                    + "(regression). Use this for several targets, or for integers that are quantities rather than "
                    + "classes.")
    VALUES,
    /** A column with a list of the labels of all time steps. */
    @Label(
            value = "A label per time step",
            description = "A column contains a list of labels for each row, one for each time step of its sequence. "
                    + "The network predicts a label for each time step. Networks of the LSTM Learner, GRU Learner and "
                    + "RNN Learner can do this if they do not pool their time steps.")
    STEPS;

    /** The title of the setting for the column of lists. */
    static final String STEPS_TITLE = "Step label column";

    /** Describes the column of lists. */
    static final String STEPS_STORY =
            "The column with a list of labels for each row: strings, integers or booleans, as "
                    + "many as the sequence has time steps. Where an element is missing, the label of that step is "
                    + "unknown and "
                    + "ignored. The Sequence Reshaper can create such lists from rows.";

    /** The title of the setting. */
    static final String TITLE = "Task";

    /** The title of the setting for the columns of values. */
    static final String COLUMNS_TITLE = "Target columns";

    /** Describes the setting. */
    static final String STORY = "What the network learns to predict, and how the table states it.";

    /** Describes the column that is learned. */
    static final String COLUMN_STORY = "The column that the network learns to predict: with strings, integers or "
            + "booleans, the class of each sequence; with numbers (double), a value; or the target values that the "
            + "Sequence Reshaper added for a forecast.";

    /** Describes the columns of values. */
    static final String COLUMNS_STORY = "The numeric columns with the values that the network learns to predict, one "
            + "column per target. A row in which only some of these values are missing is kept, and the missing values "
            + "are ignored.";
}
