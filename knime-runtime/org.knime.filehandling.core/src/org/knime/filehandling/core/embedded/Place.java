package org.knime.filehandling.core.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Says where the files of a file system really are. */
interface Place {

    /**
     * Returns the file on this machine.
     *
     * @param path absolute, normalised
     * @throws IOException if the file must not be touched, or is not on this machine
     */
    Path locate(Path path) throws IOException;

    /** Opens a file that may lie elsewhere; by default one on this machine. */
    default InputStream open(Path path) throws IOException {
        return java.nio.file.Files.newInputStream(locate(path));
    }

    /** Says whether files lie elsewhere, so that only {@link #open} works. */
    default boolean isRemote() {
        return false;
    }
}
