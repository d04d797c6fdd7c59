package org.seqnet.engine.backend;

import java.util.Objects;

/**
 * One thing that computing on a device needs, and whether it is there.
 *
 * @param subject what was looked for, such as {@code NVIDIA driver}
 * @param present whether it is there and fits
 * @param found what was found, or not found, and where it was looked for
 * @param cure what to do; empty if there is nothing to do
 */
public record Finding(String subject, boolean present, String found, String cure) {
    public Finding {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(found, "found");
        Objects.requireNonNull(cure, "cure");
    }

    /** Returns that something is there. */
    public static Finding present(String subject, String found) {
        return new Finding(subject, true, found, "");
    }

    /** Returns that something is missing, and what to do. */
    public static Finding missing(String subject, String found, String cure) {
        return new Finding(subject, false, found, cure);
    }

    @Override
    public String toString() {
        return subject + ": " + found + (cure.isEmpty() ? "" : " " + cure);
    }
}
