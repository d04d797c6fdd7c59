package org.knime.core.node;

/** Says that settings, or the specs they meet, do not let a node run. */
public class InvalidSettingsException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says in the user's words what is wrong. */
    public InvalidSettingsException(final String message) {
        super(message);
    }

    /** Says in the user's words what is wrong, and why. */
    public InvalidSettingsException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
