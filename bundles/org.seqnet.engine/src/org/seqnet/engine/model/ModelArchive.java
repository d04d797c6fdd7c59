package org.seqnet.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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

    // Equal networks give equal files. Dates before it make Java add an extra field that depends on the time zone.
    private static final LocalDateTime FIXED_DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

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
                sha256(parameters),
                updaterState.length,
                sha256(updaterState));
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        var manifestBytes = bytes(manifest);
        var crc = new CRC32();
        crc.update(manifestBytes);
        begin(zip, ModelFormat.MANIFEST, manifestBytes.length, crc.getValue());
        zip.write(manifestBytes);
        write(zip, ModelFormat.PARAMETERS, parameters);
        if (updaterState.length > 0) {
            write(zip, ModelFormat.UPDATER, updaterState);
        }
        zip.finish();
        zip.flush();
    }

    private static byte[] bytes(Manifest manifest) {
        var text = manifest.toFields().text();
        var checksum = hex(newSha256().digest(text.getBytes(StandardCharsets.UTF_8)));
        return (text + ModelReader.CHECKSUM_KEY + checksum + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ZipOutputStream zip, String name, float[] values) throws IOException {
        begin(zip, name, (long) values.length * Float.BYTES, FloatEntry.crc32(values));
        FloatEntry.write(values, zip);
    }

    private static void begin(ZipOutputStream zip, String name, long bytes, long crc32) throws IOException {
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(FIXED_DATE);
        entry.setSize(bytes);
        entry.setCompressedSize(bytes);
        entry.setCrc(crc32);
        zip.putNextEntry(entry);
    }

    /**
     * Reads a network; the stream is read to its end and stays open.
     *
     * @param name what messages call the file
     * @throws org.seqnet.engine.MalformedException if the content is no network that this version can read
     */
    public static TrainedNetwork read(InputStream in, String name) throws IOException {
        return new ModelReader(in, name).read();
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String sha256(float[] values) {
        try {
            var digest = newSha256();
            FloatEntry.digest(values, digest);
            return hex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
