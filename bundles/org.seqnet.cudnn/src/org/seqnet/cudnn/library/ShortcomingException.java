package org.seqnet.cudnn.library;

import org.seqnet.engine.backend.Finding;

/** Something is missing, and nothing further can be found out. */
final class ShortcomingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    ShortcomingException(String subject, String found, String cure) {
        super(found);
        this.finding = Finding.missing(subject, found, cure);
    }

    Finding finding() {
        return finding;
    }
}
