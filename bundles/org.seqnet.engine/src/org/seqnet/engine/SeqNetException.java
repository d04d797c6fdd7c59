package org.seqnet.engine;

/**
 * Reports a failure in words that a user can act on: where it happened, what was found, what was expected, what to do.
 * Front ends show the message as it is.
 */
public class SeqNetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SeqNetException(String message) {
        super(message);
    }

    public SeqNetException(String message, Throwable cause) {
        super(message, cause);
    }
}
