package org.knime.core.node.workflow;

/** How far a node is: a fraction from 0 to 1, of which nobody here asks, and a message. */
public final class NodeProgress {
    private final String message;

    public NodeProgress(Double progress, String message) {
        this.message = message;
    }

    public String getMessage() {
        return message;
    }
}
