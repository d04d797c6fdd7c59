package org.seqnet.engine.model;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.trained.TrainedNetwork;

/** Reads the entries that {@link EntryWriter} writes in their order, believing nothing before it is checked. */
final class EntryReader {
    private final FileKind kind;
    private final String name;
    private final CountedInput file;
    private final ZipInputStream zip;
    private final List<ModelFormat.Entry> entries = new ArrayList<>();
    /** The entry that follows, if its header has been read. */
    private Optional<ZipEntry> next;

    /**
     * Opens a file.
     *
     * @param in stays open
     * @param name what messages call the file
     */
    EntryReader(InputStream in, String name, FileKind kind) throws IOException {
        this.kind = kind;
        this.name = name;
        this.file = new CountedInput(in);
        this.zip = new ZipInputStream(file, StandardCharsets.UTF_8);
        this.next = header();
        if (next.isEmpty()) {
            throw new MalformedModelException("%s is not a %s: it does not start like a zip file. %s"
                    .formatted(name, kind.title(), kind.choice()));
        }
    }

    /** Says whether an entry of this name follows. */
    boolean isNext(String entry) {
        return next.filter(header -> header.getName().equals(entry)).isPresent();
    }

    /** Reads the fields that a file of this kind begins with. */
    Fields begin(String expected) throws IOException {
        if (!isNext(expected)) {
            throw new MalformedModelException("%s is not a %s: it is a zip file whose first entry is %s. %s"
                    .formatted(name, kind.title(), Quoted.of(next.orElseThrow().getName()), kind.choice()));
        }
        var entry = checked(expected);
        long length = entry.getSize();
        if (length > ModelFormat.MOST_MANIFEST_BYTES) {
            throw fault(
                    entry.getName(),
                    String.format(
                            Locale.ROOT,
                            "%,d bytes are declared; the maximum is %,d.",
                            length,
                            ModelFormat.MOST_MANIFEST_BYTES));
        }
        var bytes = content(entry);
        int checksumLength = ModelFormat.CHECKSUM_KEY.length() + Checksum.DIGITS + 1;
        int end = bytes.length - checksumLength;
        var sum = ModelFormat.CHECKSUM_KEY + Checksum.of(bytes, Math.max(end, 0)) + "\n";
        if (end < 0 || !new String(bytes, end, checksumLength, StandardCharsets.ISO_8859_1).equals(sum)) {
            throw fault(expected, "the checksum in its last line does not match its content. " + kind.damage());
        }
        return Fields.parse(text(expected, bytes, end), place(expected));
    }

    private byte[] content(ZipEntry entry) throws IOException {
        try {
            var bytes = zip.readNBytes((int) entry.getSize());
            zip.closeEntry();
            return bytes;
        } catch (ZipException | EOFException e) {
            throw broken(entry);
        }
    }

    private String text(String entry, byte[] bytes, int length) throws MalformedModelException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw fault(entry, "it is not UTF-8 text.");
        }
    }

    /** Reads so many floats. */
    float[] floats(String expected, long count, String checksum) throws IOException {
        next = header();
        var entry = checked(expected);
        if (entry.getSize() != count * Float.BYTES) {
            throw fault(
                    expected,
                    String.format(
                            Locale.ROOT,
                            "%,d bytes are declared, but %,d floats require %,d.",
                            entry.getSize(),
                            count,
                            count * Float.BYTES));
        }
        var digest = Checksum.begin();
        float[] values;
        try {
            values = FloatEntry.read(zip, (int) count, digest);
            zip.closeEntry();
        } catch (ZipException | EOFException e) {
            throw broken(entry);
        }
        requireChecksum(expected, Checksum.of(digest), checksum);
        return values;
    }

    /** Reads a network as a whole file. */
    TrainedNetwork network(String expected, String checksum) throws IOException {
        next = header();
        var entry = checked(expected);
        var digest = Checksum.begin();
        var content = new DigestInputStream(new Content(entry), digest);
        var network = new ModelReader(content, place(expected), kind).read();
        try {
            zip.closeEntry();
        } catch (ZipException | EOFException e) {
            throw broken(entry);
        }
        requireChecksum(expected, Checksum.of(digest), checksum);
        return network;
    }

    /** The content of an entry, which ends with a message of ours where the zip file is broken. */
    private final class Content extends InputStream {
        private final ZipEntry entry;

        Content(ZipEntry entry) {
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            try {
                return zip.read();
            } catch (ZipException | EOFException e) {
                throw broken(entry);
            }
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            try {
                return zip.read(target, from, length);
            } catch (ZipException | EOFException e) {
                throw broken(entry);
            }
        }
    }

    private void requireChecksum(String entry, String found, String expected) throws MalformedModelException {
        if (!found.equals(expected)) {
            throw fault(entry, "the content does not match the checksum in the manifest. " + kind.damage());
        }
    }

    private Optional<ZipEntry> header() throws IOException {
        try {
            var entry = zip.getNextEntry();
            if (entry != null && entry.getMethod() == ZipEntry.STORED) {
                entries.add(new ModelFormat.Entry(entry.getName(), entry.getSize()));
            }
            return Optional.ofNullable(entry);
        } catch (ZipException | IllegalArgumentException e) {
            throw new MalformedModelException(name + ": the zip file is damaged. " + kind.damage(), e);
        } catch (EOFException e) {
            throw new MalformedModelException(name + " ends within an entry header. " + kind.damage(), e);
        }
    }

    private ZipEntry checked(String expected) throws MalformedModelException {
        var entry = next.orElseThrow(
                () -> new MalformedModelException(name + ": entry '" + expected + "' is missing. " + kind.damage()));
        if (!isNext(expected)) {
            throw new MalformedModelException(
                    "%s: found entry %s where '%s' is expected.".formatted(name, Quoted.of(entry.getName()), expected));
        }
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() < 0) {
            throw fault(expected, "it is compressed, but this format does not allow compression.");
        }
        return entry;
    }

    /** Checks that the file ends here. */
    void requireEnd() throws IOException {
        var extra = header();
        if (extra.isPresent()) {
            throw new MalformedModelException("%s: entry %s does not belong in a %s."
                    .formatted(name, Quoted.of(extra.get().getName()), kind.title()));
        }
        long expected = ModelFormat.fileBytes(entries);
        // One byte beyond is enough to know; a stream without end shall not keep us.
        while (file.count() <= expected && file.read() >= 0) {}
        if (file.count() < expected) {
            throw new MalformedModelException(String.format(
                    Locale.ROOT, "%s has %,d bytes instead of %,d. %s", name, file.count(), expected, kind.damage()));
        }
        if (file.count() > expected) {
            throw new MalformedModelException(String.format(
                    Locale.ROOT, "%s has extra bytes after its end at byte %,d. %s", name, expected, kind.damage()));
        }
    }

    private MalformedModelException broken(ZipEntry entry) throws IOException {
        return file.read() < 0
                ? fault(
                        entry.getName(),
                        String.format(
                                Locale.ROOT, "the file ends within its %,d bytes. %s", entry.getSize(), kind.damage()))
                : fault(entry.getName(), "the zip file is damaged. " + kind.damage());
    }

    private String place(String entry) {
        return name + ", entry '" + entry + "'";
    }

    private MalformedModelException fault(String entry, String what) {
        return new MalformedModelException(place(entry) + ": " + what);
    }
}
