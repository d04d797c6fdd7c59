package org.seqnet.knime.example;

import org.knime.node.parameters.widget.choices.Label;

/** Which rows of a data set are read; the names are saved in settings and never change. */
enum Subset {
    @Label(value = "All rows", description = "All rows are read.")
    ALL,
    @Label(value = "Training rows", description = "The rows are read that are not test rows.")
    TRAINING,
    @Label(value = "Test rows", description = "Every fifth row is read.")
    TEST;

    private static final int EACH = 5;

    /** Says whether a row belongs to it, which is counted from 0. */
    boolean has(int row) {
        boolean tests = row % EACH == EACH - 1;
        return this == ALL || tests == (this == TEST);
    }
}
