package org.seqnet.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Writes networks to a file of our own format and reads them back to the bit. The format is plain: no Java object is
 * ever deserialised, so that a file from a stranger can do no more than be refused.
 */
public final class ModelArchive {
    /** What the names of such files end with, after a dot. */
    public static final String FILE_EXTENSION = "seqnet";

    /** The name of the entry that such files begin with. */
    public static final String FIRST_ENTRY = ModelFormat.MANIFEST;

    private ModelArchive() {}

    /** Writes a network; the stream stays open. Equal networks give equal bytes. */
    public static void write(TrainedNetwork network, OutputStream out) throws IOException {
        var parameters = network.parameters();
        var updaterState = network.updaterState();
        var manifest = new Manifest(
                network.architecture(),
                network.input(),
                network.labels(),
                network.labelName(),
                network.steps(),
                network.provenance(),
                Checksum.of(parameters),
                updaterState.length,
                Checksum.of(updaterState));
        var entries = new EntryWriter(out);
        entries.fields(ModelFormat.MANIFEST, manifest.toFields());
        entries.floats(ModelFormat.PARAMETERS, parameters);
        if (updaterState.length > 0) {
            entries.floats(ModelFormat.UPDATER, updaterState);
        }
        entries.finish();
    }

    /**
     * Reads a network; the stream is read to its end and stays open.
     *
     * @param name what messages call the file
     * @throws org.seqnet.engine.MalformedException if the content is no network that this version can read
     */
    public static TrainedNetwork read(InputStream in, String name) throws IOException {
        return new ModelReader(in, name, FileKind.NETWORK).read();
    }
}
