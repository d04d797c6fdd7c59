package org.seqnet.engine.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The uncompressed bytes of a file: unpacks gzip if the content is gzip, counts, and knows the name for messages. */
public final class FileSource extends InputStream {

    private static final int GZIP_FIRST = 0x1F;
    private static final int GZIP_SECOND = 0x8B;

    /** Deflate cannot pack tighter: 258 bytes in 2 bits; see RFC 1951. */
    private static final int DEFLATE_MAX_RATIO = 1032;

    private static final int BUFFER_BYTES = 1 << 16;

    private final String name;
    private final InputStream in;
    private final boolean compressed;
    private final OptionalLong storedBytes;
    private long position;

    /** Takes over the stream; it is closed if this constructor throws. */
    public FileSource(InputStream stored, String name, OptionalLong storedBytes) throws IOException {
        this.name = name;
        this.storedBytes = storedBytes;
        var buffered = new BufferedInputStream(stored, BUFFER_BYTES);
        try {
            this.compressed = startsAsGzip(buffered);
            this.in = compressed ? unpacked(buffered) : buffered;
        } catch (IOException | RuntimeException failed) {
            try (buffered) {
                throw failed;
            }
        }
    }

    /** Opens the bytes of a file. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }

    /**
     * Opens a file.
     *
     * @param name what messages call the file
     * @throws IOException if there is no such file, it is a folder, or it may not be read; the message says which
     */
    public static FileSource open(Path file, String name) throws IOException {
        try {
            if (Files.isDirectory(file)) {
                throw new IOException(name + ": this is a folder, not a file. Select a file in it.");
            }
            // Remote file systems may not know a size and say 0; then the end of the data decides.
            var bytes = Files.size(file);
            var storedBytes = bytes > 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
            return new FileSource(Files.newInputStream(file), name, storedBytes);
        } catch (IOException failed) {
            throw Unreadable.explained(name, failed);
        }
    }

    /**
     * Opens a file that can only be read as a stream, such as one on a web server.
     *
     * @param name what messages call the file
     * @throws IOException if it cannot be opened; the message says why
     */
    public static FileSource open(Opening opening, String name) throws IOException {
        try {
            return new FileSource(opening.open(), name, OptionalLong.empty());
        } catch (IOException failed) {
            throw Unreadable.explained(name, failed);
        }
    }

    private static boolean startsAsGzip(BufferedInputStream buffered) throws IOException {
        buffered.mark(2);
        var gzip = buffered.read() == GZIP_FIRST && buffered.read() == GZIP_SECOND;
        buffered.reset();
        return gzip;
    }

    private InputStream unpacked(InputStream packed) throws IOException {
        try {
            return new GZIPInputStream(packed, BUFFER_BYTES);
        } catch (EOFException | ZipException damaged) {
            throw new MalformedFileException(name, 0, true, damage(damaged), damaged);
        }
    }

    /** Returns how many uncompressed bytes have been read. */
    public long position() {
        return position;
    }

    /** Returns what messages call the file. */
    public String name() {
        return name;
    }

    /** Returns the failure of a file that is not what its format says, at an offset of its uncompressed bytes. */
    public MalformedFileException malformed(long offset, String problem) {
        return new MalformedFileException(name, offset, compressed, problem, null);
    }

    /**
     * Returns the most uncompressed bytes there can be: the file's size if it is plain, a bound if it is gzip, nothing
     * if it comes from a stream.
     */
    public OptionalLong mostBytes() {
        return storedBytes.isPresent() && compressed
                ? OptionalLong.of(Math.multiplyExact(storedBytes.getAsLong(), (long) DEFLATE_MAX_RATIO))
                : storedBytes;
    }

    /** Returns whether the stored bytes are gzip. */
    public boolean isCompressed() {
        return compressed;
    }

    /**
     * Returns the next byte.
     *
     * @throws MalformedFileException if there is none
     */
    public int readHeaderByte() throws IOException {
        var next = read();
        if (next < 0) {
            throw malformed(
                    position, "the file ends within its header; it is empty or truncated. Get a new copy of it.");
        }
        return next;
    }

    @Override
    public int read() throws IOException {
        try {
            var next = in.read();
            position += next < 0 ? 0 : 1;
            return next;
        } catch (IOException failed) {
            throw explained(failed);
        }
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        try {
            var read = in.read(target, from, count);
            position += Math.max(0, read);
            return read;
        } catch (IOException failed) {
            throw explained(failed);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            var skipped = in.skip(count);
            position += skipped;
            return skipped;
        } catch (IOException failed) {
            throw explained(failed);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private IOException explained(IOException failed) {
        return failed instanceof EOFException || failed instanceof ZipException
                ? new MalformedFileException(name, position, compressed, damage(failed), failed)
                : Unreadable.explained(name, failed);
    }

    private static String damage(IOException damaged) {
        return damaged instanceof EOFException
                ? "the gzip data ends early; the file is truncated. Get a new copy of it."
                : "the gzip data is damaged (" + damaged.getMessage() + "). Get a new copy of the file.";
    }
}
