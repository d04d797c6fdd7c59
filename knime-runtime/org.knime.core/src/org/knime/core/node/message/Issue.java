package org.knime.core.node.message;

/** A detail of a message. */
interface Issue {

    /** Returns the text, possibly of several lines. */
    String toPreformatted();

    /** The kinds of details. */
    enum Type {
        /** A cell or row of an input table. */
        TABLE_ROW,
        /** A text. */
        TEXT;
    }
}
