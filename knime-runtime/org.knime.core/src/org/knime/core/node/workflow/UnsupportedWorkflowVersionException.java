package org.knime.core.node.workflow;

/** Thrown for a workflow in a format that this runtime does not read. */
public final class UnsupportedWorkflowVersionException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnsupportedWorkflowVersionException(String message) {
        super(message);
    }
}
