package org.seqnet.exchange.file;

import org.seqnet.engine.MalformedException;

/** Tells that a file of ONNX is damaged or has no network that we can take; the message names file, place and fault. */
public final class MalformedOnnxException extends MalformedException {
    private static final long serialVersionUID = 1;

    public MalformedOnnxException(String message) {
        super(message);
    }

    public MalformedOnnxException(String message, Throwable cause) {
        super(message, cause);
    }
}
