package org.seqnet.engine.download;

import java.io.IOException;

/** Reports that no mirror gave a dataset; the message says what each replied and where to put the files by hand. */
public final class DatasetUnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Makes one with such a message. */
    public DatasetUnavailableException(String message) {
        super(message);
    }
}
