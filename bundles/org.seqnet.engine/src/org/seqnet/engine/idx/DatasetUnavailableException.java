package org.seqnet.engine.idx;

import java.io.IOException;

/** Reports that no mirror gave a dataset; the message says what each replied and where to put the files by hand. */
final class DatasetUnavailableException extends IOException {

    private static final long serialVersionUID = 1L;

    DatasetUnavailableException(String message) {
        super(message);
    }
}
