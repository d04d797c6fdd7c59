package org.seqnet.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes networks to a file of our own format and reads them back to the bit. */
public final class ModelArchive {
    private ModelArchive() {}

    /** Writes a network; the stream stays open. Equal networks give equal bytes. */
    public static void write(TrainedNetwork network, OutputStream out) throws IOException {
        throw new UnsupportedOperationException("lands next");
    }

    /**
     * Reads a network; the stream stays open.
     *
     * @param name what messages call the file
     * @throws MalformedModelException if the content is no network that this version can read
     */
    public static TrainedNetwork read(InputStream in, String name) throws IOException {
        throw new UnsupportedOperationException("lands next");
    }
}
