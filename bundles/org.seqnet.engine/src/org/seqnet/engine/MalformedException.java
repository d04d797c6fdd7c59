package org.seqnet.engine;

import java.io.IOException;

/**
 * Tells that what is read is not what its format says. The message is written for users; that of any other
 * {@link IOException} is a library's or the system's.
 */
public class MalformedException extends IOException {
    private static final long serialVersionUID = 1;

    public MalformedException(String message) {
        super(message);
    }

    public MalformedException(String message, Throwable cause) {
        super(message, cause);
    }
}
