package org.seqnet.engine.download;

import java.io.IOException;

/** A mirror does not give a file; the message says in words what it did instead. Another mirror may give it. */
public class MirrorFault extends IOException {

    private static final long serialVersionUID = 1L;

    /** Makes one with such a message. */
    public MirrorFault(String message) {
        super(message);
    }

    /** A connection that ended too early; what has come can be gone on with. */
    static final class BrokenOff extends MirrorFault {

        private static final long serialVersionUID = 1L;

        BrokenOff(String message) {
            super(message);
        }
    }
}
