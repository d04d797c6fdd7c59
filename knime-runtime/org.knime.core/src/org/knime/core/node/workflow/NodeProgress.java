package org.knime.core.node.workflow;

/** How far a node is: a fraction from 0 to 1, a message, either or both. */
public final class NodeProgress {
    private final Double progress;
    private final String message;

    public NodeProgress(Double progress, String message) {
        this.progress = progress;
        this.message = message;
    }

    public String getMessage() {
        return message;
    }

    @Override
    public String toString() {
        return "progress " + progress + ", message " + message;
    }
}
