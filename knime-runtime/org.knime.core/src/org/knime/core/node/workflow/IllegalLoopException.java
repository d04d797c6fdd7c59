package org.knime.core.node.workflow;

/** Thrown when the nodes of a loop are connected in a way that cannot be executed. */
class IllegalLoopException extends IllegalScopeException {
    private static final long serialVersionUID = 1L;

    IllegalLoopException(String message) {
        super(message);
    }
}
