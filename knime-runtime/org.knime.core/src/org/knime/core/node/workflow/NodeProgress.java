package org.knime.core.node.workflow;

/** How far a node is: a fraction from 0 to 1, a message, either or both. */
public final class NodeProgress {
    private final Double progress;
    private final String message;

    public NodeProgress(Double progress, String message) {
        this.progress = progress;
        this.message = message;
    }

    public boolean hasProgress() {
        return progress != null;
    }

    public Double getProgress() {
        return progress;
    }

    public String getMessage() {
        return message;
    }

    public boolean hasMessage() {
        return message != null;
    }

    @Override
    public String toString() {
        return "progress " + progress + ", message " + message;
    }
}
