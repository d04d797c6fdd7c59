package org.seqnet.engine.series;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.seqnet.engine.download.Content;
import org.seqnet.engine.download.DownloadListener;
import org.seqnet.engine.download.MirrorFault;
import org.seqnet.engine.download.WantedFile;

/**
 * The zip file that the archive serves for a data set. Of what it holds, only the two {@code .ts} files are looked at,
 * found by their names; nothing is written to a place that the zip file names.
 */
record ArchiveZip(String dataset, List<URI> mirrors) implements WantedFile {

    /** The largest zip file of the archive has about 0.7 GB. */
    private static final long MOST_BYTES = 4L << 30;

    private static final long MOST_UNPACKED_BYTES = 16L << 30;

    /** Text of numbers is packed to a third or so; constant series to a two-hundredth. */
    private static final long MOST_RATIO = 300;

    private static final long SMALL_BYTES = 1L << 26;
    private static final int BUFFER_BYTES = 1 << 16;

    @Override
    public String packedName() {
        return dataset + ".zip";
    }

    @Override
    public long mostBytes() {
        return MOST_BYTES;
    }

    @Override
    public Optional<String> fault(Path download) throws IOException {
        try (var zip = new ZipFile(download.toFile(), StandardCharsets.UTF_8)) {
            for (var part : ArchivePart.values()) {
                var fault = fault(zip, part);
                if (fault.isPresent()) {
                    return fault;
                }
            }
            return Optional.empty();
        } catch (ZipException damaged) {
            return Optional.of("it is not a zip file, or damaged");
        }
    }

    private Optional<String> fault(ZipFile zip, ArchivePart part) {
        var name = part.fileName(dataset) + ".ts";
        var entry = entry(zip, part);
        if (entry.isEmpty()) {
            return Optional.of("the zip file does not contain " + name);
        }
        var bytes = entry.get().getSize();
        var packed = entry.get().getCompressedSize();
        if (bytes < 0 || bytes > MOST_UNPACKED_BYTES || bytes > SMALL_BYTES && bytes / MOST_RATIO > packed) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s in the zip file would unpack %,d bytes to %,d, which no series need",
                    name,
                    packed,
                    bytes));
        }
        return Optional.empty();
    }

    private Optional<? extends ZipEntry> entry(ZipFile zip, ArchivePart part) {
        var name = part.fileName(dataset) + ".ts";
        return zip.stream()
                .filter(entry -> !entry.isDirectory())
                .filter(entry -> entry.getName().equals(name) || entry.getName().equals(dataset + "/" + name))
                .findFirst();
    }

    /**
     * Unpacks one part.
     *
     * @return what it holds
     * @throws MirrorFault if it is damaged
     * @throws IOException if it cannot be written
     * @throws CancellationException if the listener asks for it
     */
    Content unpack(Path download, ArchivePart part, Path target, DownloadListener listener) throws IOException {
        try (var zip = new ZipFile(download.toFile(), StandardCharsets.UTF_8);
                var out = Files.newOutputStream(target)) {
            return unpack(zip, entry(zip, part).orElseThrow(), out, listener);
        }
    }

    private Content unpack(ZipFile zip, ZipEntry entry, OutputStream out, DownloadListener listener)
            throws IOException {
        var digest = Content.newSha256();
        var crc = new CRC32();
        var bytes = 0L;
        try (var in = open(zip, entry)) {
            var buffer = new byte[BUFFER_BYTES];
            for (int read; (read = read(in, buffer)) >= 0; ) {
                if (listener.isCancelled()) {
                    throw new CancellationException(
                            "Unpacking of " + packedName() + " canceled; it will be done the next time.");
                }
                bytes += read;
                if (bytes > entry.getSize()) {
                    throw damaged();
                }
                digest.update(buffer, 0, read);
                crc.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        if (bytes != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw damaged();
        }
        return new Content(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static InputStream open(ZipFile zip, ZipEntry entry) throws MirrorFault {
        try {
            return zip.getInputStream(entry);
        } catch (IOException unreadable) {
            throw damaged();
        }
    }

    /** Tells a damaged zip file, of which the next mirror may have a better copy, from a disk that is full. */
    private static int read(InputStream in, byte[] buffer) throws MirrorFault {
        try {
            return in.read(buffer);
        } catch (IOException unreadable) {
            throw damaged();
        }
    }

    private static MirrorFault damaged() {
        return new MirrorFault("the zip file is damaged");
    }
}
