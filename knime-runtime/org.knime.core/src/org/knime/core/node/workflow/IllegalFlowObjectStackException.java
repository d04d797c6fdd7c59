package org.knime.core.node.workflow;

/** Thrown when the variables of several inputs cannot be brought together. */
class IllegalFlowObjectStackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IllegalFlowObjectStackException(String message) {
        super(message);
    }
}
