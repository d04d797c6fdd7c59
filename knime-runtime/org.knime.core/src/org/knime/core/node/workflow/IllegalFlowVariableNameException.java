package org.knime.core.node.workflow;

/** Thrown for a flow variable whose name is reserved for KNIME itself. */
public class IllegalFlowVariableNameException extends IllegalFlowObjectStackException {
    private static final long serialVersionUID = 1L;

    IllegalFlowVariableNameException(String message) {
        super(message);
    }
}
