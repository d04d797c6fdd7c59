package org.seqnet.engine.model;

import org.seqnet.engine.MalformedException;

/** Tells that a file is no network that this version can read; the message names the file, the place and the fault. */
final class MalformedModelException extends MalformedException {
    private static final long serialVersionUID = 1;

    MalformedModelException(String message) {
        super(message);
    }

    MalformedModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
