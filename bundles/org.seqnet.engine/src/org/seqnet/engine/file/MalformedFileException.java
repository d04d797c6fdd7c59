package org.seqnet.engine.file;

import org.seqnet.engine.MalformedException;

/** Reports a file that is not what its format says; the message names the file and the byte, for the user. */
public final class MalformedFileException extends MalformedException {

    private static final long serialVersionUID = 1L;

    /** @param offset where the fault shows, counted from 0; in a gzip file, counted in what it unpacks to */
    MalformedFileException(String file, long offset, boolean compressed, String problem, Throwable cause) {
        super(file + ", byte " + offset + (compressed ? " of the uncompressed data: " : ": ") + problem, cause);
    }
}
