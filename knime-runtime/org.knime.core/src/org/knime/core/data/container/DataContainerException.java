package org.knime.core.data.container;

/** Says why a row cannot be added to a table. */
public class DataContainerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong. */
    public DataContainerException(final String message) {
        super(message);
    }

    /** Says what is wrong, and why. */
    public DataContainerException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
