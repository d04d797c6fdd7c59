package org.seqnet.engine.idx;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The uncompressed bytes of a file: unpacks gzip if the content is gzip, counts, and knows the name for messages. */
final class IdxSource extends InputStream {

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
    IdxSource(InputStream stored, String name, OptionalLong storedBytes) throws IOException {
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
            throw new MalformedIdxException(name, 0, true, damage(damaged), damaged);
        }
    }

    /** Returns how many uncompressed bytes have been read. */
    long position() {
        return position;
    }

    String name() {
        return name;
    }

    MalformedIdxException malformed(long offset, String problem) {
        return new MalformedIdxException(name, offset, compressed, problem, null);
    }

    /**
     * Returns the most uncompressed bytes there can be: the file's size if it is plain, a bound if it is gzip, nothing
     * if it comes from a stream.
     */
    OptionalLong mostBytes() {
        return storedBytes.isPresent() && compressed
                ? OptionalLong.of(Math.multiplyExact(storedBytes.getAsLong(), (long) DEFLATE_MAX_RATIO))
                : storedBytes;
    }

    boolean isCompressed() {
        return compressed;
    }

    int readHeaderByte() throws IOException {
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
                ? new MalformedIdxException(name, position, compressed, damage(failed), failed)
                : Unreadable.explained(name, failed);
    }

    private static String damage(IOException damaged) {
        return damaged instanceof EOFException
                ? "the gzip data ends early; the file is truncated. Get a new copy of it."
                : "the gzip data is damaged (" + damaged.getMessage() + "). Get a new copy of the file.";
    }
}
