package org.knime.core.node;

/** Says that a dialog cannot be opened. */
public class NotConfigurableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says why. */
    public NotConfigurableException(final String message) {
        super(message);
    }

    /** Says why. */
    public NotConfigurableException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
