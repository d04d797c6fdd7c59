package org.seqnet.engine.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * A valid model file, of which a test changes one thing. Zip headers are always consistent unless a test says
 * otherwise.
 */
final class CraftedModel {
    private final Map<String, byte[]> entries;
    private final String compressed;
    private final Map<String, Long> announced;

    private CraftedModel(Map<String, byte[]> entries, String compressed, Map<String, Long> announced) {
        this.entries = entries;
        this.compressed = compressed;
        this.announced = announced;
    }

    static CraftedModel of(TrainedNetwork network) {
        try {
            var file = new ByteArrayOutputStream();
            ModelArchive.write(network, file);
            return of(file.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes apart any valid file of entries. */
    static CraftedModel of(byte[] file) {
        try {
            var entries = new LinkedHashMap<String, byte[]>();
            var zip = new ZipInputStream(new ByteArrayInputStream(file));
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
            return new CraftedModel(entries, "", Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CraftedModel with(Map<String, byte[]> changed) {
        return new CraftedModel(changed, compressed, announced);
    }

    private CraftedModel with(String name, byte[] content) {
        var changed = new LinkedHashMap<>(entries);
        changed.put(name, content);
        return with(changed);
    }

    CraftedModel withEntry(String name, byte[] content) {
        return with(name, content);
    }

    CraftedModel withoutEntry(String name) {
        var changed = new LinkedHashMap<>(entries);
        changed.remove(name);
        return with(changed);
    }

    CraftedModel withEntryRenamed(String name, String newName) {
        var changed = new LinkedHashMap<String, byte[]>();
        entries.forEach((key, value) -> changed.put(key.equals(name) ? newName : key, value));
        return with(changed);
    }

    CraftedModel withEntryCompressed(String name) {
        return new CraftedModel(entries, name, announced);
    }

    /** Writes this length into the entry's header, whatever its content. */
    CraftedModel withAnnouncedBytes(String name, long bytes) {
        return new CraftedModel(entries, compressed, Map.of(name, bytes));
    }

    CraftedModel withByteFlipped(String name, int at) {
        var content = entries.get(name).clone();
        content[at] ^= 0x10;
        return with(name, content);
    }

    /** Does nothing, since zip sums are computed anew; it says in a test that they are right. */
    CraftedModel withRightZipSums() {
        return this;
    }

    CraftedModel withManifestText(UnaryOperator<String> change) {
        return withText(ModelFormat.MANIFEST, change);
    }

    CraftedModel withText(String entry, UnaryOperator<String> change) {
        var text = new String(entries.get(entry), StandardCharsets.UTF_8);
        return with(entry, change.apply(text).getBytes(StandardCharsets.UTF_8));
    }

    CraftedModel withRightManifestSum() {
        return withRightSum(ModelFormat.MANIFEST);
    }

    /** Replaces the last line of a text by the checksum of those before. */
    CraftedModel withRightSum(String entry) {
        return withText(entry, text -> {
            var body = text.substring(0, text.lastIndexOf(ModelFormat.CHECKSUM_KEY));
            var sum = Checksum.of(body);
            return body + ModelFormat.CHECKSUM_KEY + sum + "\n";
        });
    }

    /** Replaces the parameters, with all checksums right. */
    CraftedModel withParameters(float[] parameters) {
        var bytes = ByteBuffer.allocate(parameters.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(parameters);
        var sum = Checksum.of(bytes.array(), bytes.capacity());
        return with(ModelFormat.PARAMETERS, bytes.array())
                .withManifestText(text -> text.replaceFirst("parameters.sha256=.*", "parameters.sha256=" + sum))
                .withRightManifestSum();
    }

    /** Returns where an entry's content ends in the file. */
    int offsetAfter(String name) {
        int offset = 0;
        for (var entry : entries.entrySet()) {
            offset += 30 + entry.getKey().length() + entry.getValue().length;
            if (entry.getKey().equals(name)) {
                return offset;
            }
        }
        throw new IllegalArgumentException(name);
    }

    byte[] bytes() {
        try {
            var file = new ByteArrayOutputStream();
            var zip = new ZipOutputStream(file);
            for (var content : entries.entrySet()) {
                var entry = new ZipEntry(content.getKey());
                entry.setTimeLocal(java.time.LocalDateTime.of(1980, 2, 1, 0, 0));
                if (!content.getKey().equals(compressed)) {
                    var crc = new CRC32();
                    crc.update(content.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content.getValue());
            }
            zip.finish();
            return announcing(file.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] announcing(byte[] file) {
        for (var announcement : announced.entrySet()) {
            var name = announcement.getKey().getBytes(StandardCharsets.UTF_8);
            int at = indexOf(file, name);
            // In a local header, both sizes stand 12 to 4 bytes before the name.
            ByteBuffer.wrap(file)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(at - 12, announcement.getValue().intValue())
                    .putInt(at - 8, announcement.getValue().intValue());
        }
        return file;
    }

    private static int indexOf(byte[] file, byte[] name) {
        for (int at = 0; at <= file.length - name.length; at++) {
            if (java.util.Arrays.equals(file, at, at + name.length, name, 0, name.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException(new String(name, StandardCharsets.UTF_8));
    }
}
