package org.seqnet.engine.idx;

import org.seqnet.engine.MalformedException;

/** Reports a file that is not what its IDX header says; the message names the file and the byte, for the user. */
final class MalformedIdxException extends MalformedException {

    private static final long serialVersionUID = 1L;

    /** @param offset where the fault shows, counted from 0; in a gzip file, counted in what it unpacks to */
    MalformedIdxException(String file, long offset, boolean compressed, String problem, Throwable cause) {
        super(file + ", byte " + offset + (compressed ? " of the uncompressed data: " : ": ") + problem, cause);
    }
}
