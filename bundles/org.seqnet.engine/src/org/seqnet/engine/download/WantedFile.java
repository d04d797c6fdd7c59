package org.seqnet.engine.download;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file that mirrors serve. */
public interface WantedFile {

    /** Returns its name as mirrors serve it. */
    String packedName();

    /** Returns the most bytes that it can have as mirrors serve it. */
    long mostBytes();

    /** Returns where it can be downloaded, best first. */
    List<URI> mirrors();

    /**
     * Returns what is wrong with a download of it, or empty if it is whole and sound.
     *
     * @throws IOException if the download cannot be read
     */
    Optional<String> fault(Path download) throws IOException;
}
