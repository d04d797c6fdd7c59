package org.knime.core.util;

/** Says that a row key occurs twice in a table. */
public class DuplicateKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the key and says what is wrong. */
    public DuplicateKeyException(final String message, final String key) {
        super(message);
    }
}
