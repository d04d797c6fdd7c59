package org.knime.core.node.workflow;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a node tells under its traffic light: a summary, and maybe the one issue behind it and what to do. */
public final class NodeMessage {
    /** Severity, in rising order. */
    public enum Type {
        RESET,
        WARNING,
        ERROR
    }

    /** Nothing to tell. */
    public static final NodeMessage NONE = new NodeMessage(Type.RESET, "");

    private final Type type;
    private final String message;
    private final String issue;
    private final List<String> resolutions;

    public NodeMessage(Type type, String message) {
        this(type, message, null, null);
    }

    public NodeMessage(Type type, String message, String issue, List<String> resolutions) {
        this.type = Objects.requireNonNull(type, "type");
        this.message = Objects.requireNonNull(message, "message");
        this.issue = issue;
        this.resolutions = resolutions == null ? List.of() : List.copyOf(resolutions);
    }

    public static final NodeMessage newWarning(String message) {
        return new NodeMessage(Type.WARNING, message);
    }

    public static final NodeMessage newError(String message) {
        return new NodeMessage(Type.ERROR, message);
    }

    public Optional<String> getIssue() {
        return Optional.ofNullable(issue);
    }

    public List<String> getResolutions() {
        return resolutions;
    }

    public String getMessage() {
        return message;
    }

    public Type getMessageType() {
        return type;
    }

    @Override
    public String toString() {
        return type + ": " + message;
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, message, issue, resolutions);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof NodeMessage other
                && type == other.type
                && message.equals(other.message)
                && Objects.equals(issue, other.issue)
                && resolutions.equals(other.resolutions);
    }
}
