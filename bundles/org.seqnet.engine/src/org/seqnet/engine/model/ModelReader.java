package org.seqnet.engine.model;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.trained.TrainedNetwork;

/** Reads one model file, believing nothing before it is checked. */
final class ModelReader {
    /** Begins the manifest's last line. */
    static final String CHECKSUM_KEY = "sha256=";

    private static final String CHOOSE_ANOTHER = "Select a file written by the Network Writer.";

    /** Counts what is read, and never closes what it reads from. */
    private static final class CountedStream extends FilterInputStream {
        private long count;

        CountedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = super.read(target, from, length);
            count += Math.max(read, 0);
            return read;
        }

        @Override
        public long skip(long wanted) throws IOException {
            long skipped = super.skip(wanted);
            count += skipped;
            return skipped;
        }
    }

    private final String name;
    private final CountedStream file;
    private final ZipInputStream zip;
    private final List<ModelFormat.Entry> entries = new ArrayList<>();

    ModelReader(InputStream in, String name) {
        this.name = name;
        this.file = new CountedStream(in);
        this.zip = new ZipInputStream(file, StandardCharsets.UTF_8);
    }

    TrainedNetwork read() throws IOException {
        var manifest = manifest();
        long parameterCount = parameterCount(manifest);
        var parameters = floats(ModelFormat.PARAMETERS, parameterCount, manifest.parameters());
        long stateSize = manifest.updaterStateSize();
        if (stateSize < 0 || stateSize > ModelFormat.MOST_STATE_PER_PARAMETER * parameterCount) {
            throw fault(
                    ModelFormat.MANIFEST,
                    String.format(
                            Locale.ROOT,
                            "an optimizer state of %,d numbers does not match %,d parameters.",
                            stateSize,
                            parameterCount));
        }
        var updaterState =
                stateSize == 0 ? new float[0] : floats(ModelFormat.UPDATER, stateSize, manifest.updaterState());
        requireEnd();
        try {
            return new TrainedNetwork(
                            manifest.architecture(),
                            manifest.input(),
                            manifest.labels(),
                            parameters,
                            updaterState,
                            manifest.steps(),
                            manifest.provenance())
                    .withLabelName(manifest.labelName());
        } catch (SeqNetException e) {
            throw new MalformedModelException(name + ": " + e.getMessage(), e);
        }
    }

    private Manifest manifest() throws IOException {
        var entry = nextEntry();
        if (entry == null) {
            throw new MalformedModelException(
                    name + " is not a network file: it does not start like a zip file. " + CHOOSE_ANOTHER);
        }
        requireOurFile(entry);
        requireEntry(entry, ModelFormat.MANIFEST);
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
        int checksumLength = CHECKSUM_KEY.length() + 64 + 1;
        int end = bytes.length - checksumLength;
        var digest = ModelArchive.newSha256();
        digest.update(bytes, 0, Math.max(end, 0));
        var expected = CHECKSUM_KEY + ModelArchive.hex(digest.digest()) + "\n";
        if (end < 0 || !new String(bytes, end, checksumLength, StandardCharsets.ISO_8859_1).equals(expected)) {
            throw fault(entry.getName(), "the checksum in its last line does not match its content. " + damaged());
        }
        var place = place(entry.getName());
        return Manifest.of(Fields.parse(text(bytes, end), place));
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

    private String text(byte[] bytes, int length) throws MalformedModelException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw fault(ModelFormat.MANIFEST, "it is not UTF-8 text.");
        }
    }

    private long parameterCount(Manifest manifest) throws MalformedModelException {
        long count;
        try {
            count = manifest.architecture().parameterCount(manifest.input().preprocessed());
        } catch (ArithmeticException e) {
            count = Long.MAX_VALUE;
        } catch (SeqNetException e) {
            throw fault(ModelFormat.MANIFEST, e.getMessage());
        }
        if (count > ModelFormat.MOST_PARAMETERS) {
            throw fault(
                    ModelFormat.MANIFEST,
                    String.format(
                            Locale.ROOT,
                            "%s for sequences of %s and %d labels has %,d parameters; the maximum is %,d.",
                            manifest.architecture().title(),
                            manifest.input().preprocessed(),
                            manifest.labels().size(),
                            count,
                            ModelFormat.MOST_PARAMETERS));
        }
        return count;
    }

    private float[] floats(String expected, long count, String checksum) throws IOException {
        var entry = nextEntry();
        if (entry == null) {
            throw new MalformedModelException(name + ": entry '" + expected + "' is missing. " + damaged());
        }
        requireEntry(entry, expected);
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
        var digest = ModelArchive.newSha256();
        float[] values;
        try {
            values = FloatEntry.read(zip, (int) count, digest);
            zip.closeEntry();
        } catch (ZipException | EOFException e) {
            throw broken(entry);
        }
        if (!ModelArchive.hex(digest.digest()).equals(checksum)) {
            throw fault(expected, "the content does not match the checksum in the manifest. " + damaged());
        }
        return values;
    }

    private ZipEntry nextEntry() throws IOException {
        try {
            var entry = zip.getNextEntry();
            if (entry != null && entry.getMethod() == ZipEntry.STORED) {
                entries.add(new ModelFormat.Entry(entry.getName(), entry.getSize()));
            }
            return entry;
        } catch (ZipException | IllegalArgumentException e) {
            throw new MalformedModelException(name + ": the zip file is damaged. " + damaged(), e);
        } catch (EOFException e) {
            throw new MalformedModelException(name + " ends within an entry header. " + damaged(), e);
        }
    }

    private void requireOurFile(ZipEntry entry) throws MalformedModelException {
        if (entry.getName().equals("configuration.json")) {
            throw new MalformedModelException(
                    name + " is a Deeplearning4j file. Such files are meant for other programs and are not supported "
                            + "because reading them can run code hidden in them. Select a file in the Sequence "
                            + "Networks format, or write the network again in that format.");
        }
        if (!entry.getName().equals(ModelFormat.MANIFEST)) {
            throw new MalformedModelException("%s is not a network file: it is a zip file whose first entry is %s. %s"
                    .formatted(name, Quoted.of(entry.getName()), CHOOSE_ANOTHER));
        }
    }

    private void requireEntry(ZipEntry entry, String expected) throws MalformedModelException {
        if (!entry.getName().equals(expected)) {
            throw new MalformedModelException(
                    "%s: found entry %s where '%s' is expected.".formatted(name, Quoted.of(entry.getName()), expected));
        }
        if (entry.getMethod() != ZipEntry.STORED || entry.getSize() < 0) {
            throw fault(expected, "it is compressed, but this format does not allow compression.");
        }
    }

    private void requireEnd() throws IOException {
        var extra = nextEntry();
        if (extra != null) {
            throw new MalformedModelException(
                    name + ": entry " + Quoted.of(extra.getName()) + " does not belong in a network file.");
        }
        long expected = ModelFormat.fileBytes(entries);
        // One byte beyond is enough to know; a stream without end shall not keep us.
        while (file.count <= expected && file.read() >= 0) {}
        if (file.count < expected) {
            throw new MalformedModelException(String.format(
                    Locale.ROOT, "%s has %,d bytes instead of %,d. %s", name, file.count, expected, damaged()));
        }
        if (file.count > expected) {
            throw new MalformedModelException(String.format(
                    Locale.ROOT, "%s has extra bytes after its end at byte %,d. %s", name, expected, damaged()));
        }
    }

    private MalformedModelException broken(ZipEntry entry) throws IOException {
        return file.read() < 0
                ? fault(
                        entry.getName(),
                        String.format(
                                Locale.ROOT, "the file ends within its %,d bytes. %s", entry.getSize(), damaged()))
                : fault(entry.getName(), "the zip file is damaged. " + damaged());
    }

    private static String damaged() {
        return "The file is damaged; write it again or get a new copy.";
    }

    private String place(String entry) {
        return name + ", entry '" + entry + "'";
    }

    private MalformedModelException fault(String entry, String what) {
        return new MalformedModelException(place(entry) + ": " + what);
    }
}
