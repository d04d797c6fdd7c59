package org.knime.core.node.message;

import java.util.Objects;

/** A detail that is a text. */
final class DefaultIssue implements Issue {

    private static final String TEXT = "preformatted";

    private final String text;

    DefaultIssue(String text) {
        this.text = Objects.requireNonNull(text);
    }

    @Override
    public String toPreformatted() {
        return text;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DefaultIssue issue && text.equals(issue.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
