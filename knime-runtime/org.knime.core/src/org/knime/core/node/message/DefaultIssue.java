package org.knime.core.node.message;

import java.util.Objects;

/** A detail that is a text. */
record DefaultIssue(String toPreformatted) implements Issue {

    DefaultIssue {
        Objects.requireNonNull(toPreformatted);
    }
}
