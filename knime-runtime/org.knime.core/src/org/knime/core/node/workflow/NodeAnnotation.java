package org.knime.core.node.workflow;

/** The text below a node; nothing changes it here. */
public final class NodeAnnotation {
    private final String text;

    NodeAnnotation(String text) {
        this.text = text;
    }

    public String getText() {
        return text;
    }
}
