package org.knime.core.util;

/** Says that a row key occurs twice in a table. */
public class DuplicateKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String key;

    /** Names the key. */
    public DuplicateKeyException(final String key) {
        this("Duplicate key detected: \"" + key + "\"", key);
    }

    /** Names the key and says what is wrong. */
    public DuplicateKeyException(final String message, final String key) {
        super(message);
        this.key = key;
    }

    /** Repeats another exception in this thread. */
    public DuplicateKeyException(final DuplicateKeyException cause) {
        super(cause.getMessage(), cause);
        key = cause.key;
    }

    /** Returns the key. */
    public String getKey() {
        return key;
    }
}
