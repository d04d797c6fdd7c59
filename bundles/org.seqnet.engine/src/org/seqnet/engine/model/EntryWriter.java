package org.seqnet.engine.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the entries of a file as {@link ModelFormat} describes them. */
final class EntryWriter {
    // Equal contents give equal files. Dates before it make Java add an extra field that depends on the time zone.
    private static final LocalDateTime FIXED_DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final ZipOutputStream zip;

    /** @param out stays open */
    EntryWriter(OutputStream out) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /** Writes fields, and below them the checksum of all of them. */
    void fields(String name, Fields fields) throws IOException {
        var text = fields.text();
        var bytes = (text + ModelFormat.CHECKSUM_KEY + Checksum.of(text) + "\n").getBytes(StandardCharsets.UTF_8);
        var crc = new CRC32();
        crc.update(bytes);
        begin(name, bytes.length, crc.getValue());
        zip.write(bytes);
    }

    void floats(String name, float[] values) throws IOException {
        begin(name, (long) values.length * Float.BYTES, FloatEntry.crc32(values));
        FloatEntry.write(values, zip);
    }

    void network(String name, NetworkEntry network) throws IOException {
        begin(name, network.bytes(), network.crc32());
        network.write(zip);
    }

    private void begin(String name, long bytes, long crc32) throws IOException {
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(FIXED_DATE);
        entry.setSize(bytes);
        entry.setCompressedSize(bytes);
        entry.setCrc(crc32);
        zip.putNextEntry(entry);
    }

    /** Writes the end of the file. */
    void finish() throws IOException {
        zip.finish();
        zip.flush();
    }
}
