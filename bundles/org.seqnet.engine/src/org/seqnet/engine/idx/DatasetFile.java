package org.seqnet.engine.idx;

import java.net.URI;
import java.util.List;

/**
 * One published file.
 *
 * @param name its name without {@code .gz}
 * @param bytes its uncompressed size
 * @param sha256 the SHA-256 of its uncompressed content, in hexadecimal; publishers pack the same content differently
 * @param mirrors where it can be downloaded, best first
 */
record DatasetFile(String name, long bytes, String sha256, List<URI> mirrors) {

    DatasetFile {
        mirrors = List.copyOf(mirrors);
    }

    /** Returns the name of the gzip form, as mirrors serve it. */
    public String packedName() {
        return name + ".gz";
    }

    /** Returns the names that it may have on this machine: packed or not, with a dash or, as on some mirrors, a dot. */
    List<String> localNames() {
        var dotted = name.replace("-idx", ".idx");
        return List.of(packedName(), name, dotted + ".gz", dotted);
    }
}
