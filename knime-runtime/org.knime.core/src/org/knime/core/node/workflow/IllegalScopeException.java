package org.knime.core.node.workflow;

/** Thrown when the nodes of a scope are connected in a way that cannot be executed. */
class IllegalScopeException extends Exception {
    private static final long serialVersionUID = 1L;

    IllegalScopeException(String message) {
        super(message);
    }
}
