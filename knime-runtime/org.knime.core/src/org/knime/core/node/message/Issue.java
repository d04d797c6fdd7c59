package org.knime.core.node.message;

/** A detail of a message. */
interface Issue {

    /** Returns the text, possibly of several lines. */
    String toPreformatted();
}
