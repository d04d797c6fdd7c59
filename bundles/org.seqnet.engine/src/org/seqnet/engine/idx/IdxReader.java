package org.seqnet.engine.idx;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.file.FileSource;
import org.seqnet.engine.file.MalformedFileException;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Reads the items of an IDX file one by one: any element type, any number of dimensions, plain or gzip as the content
 * says. Holds one item at a time.
 *
 * <p>The header decides. A file that holds less or more than it announces is refused: a plain file before its first
 * item, a gzip file or a stream with its last one, without unpacking more than the announced bytes and one.
 */
public final class IdxReader implements AutoCloseable {

    private final FileSource source;
    private final IdxHeader header;
    private final Shape itemShape;
    private int position;

    private IdxReader(FileSource source) throws IOException {
        this.source = source;
        this.header = IdxFormat.readHeader(source);
        this.itemShape = header.itemShape();
        checkStoredSize();
        if (header.count() == 0) {
            checkEnd();
        }
    }

    /**
     * Opens a file, and reads and checks its header.
     *
     * @throws MalformedFileException if it is no IDX file, or a plain one of another size than its header says
     * @throws IOException if there is no such file, it is a folder, or it may not be read; the message says which
     */
    public static IdxReader open(Path file) throws IOException {
        return open(file, file.toString());
    }

    /**
     * Opens a file as {@link #open(Path)} does.
     *
     * @param name what messages call the file
     */
    public static IdxReader open(Path file, String name) throws IOException {
        return of(FileSource.open(file, name));
    }

    /**
     * Opens a file that can only be read as a stream, such as one on a web server, and reads and checks its header.
     *
     * @param source opens the stream
     * @param name what messages call the file
     * @throws MalformedFileException if it is no IDX file
     * @throws IOException if it cannot be opened; the message says why
     */
    public static IdxReader open(FileSource.Opening source, String name) throws IOException {
        return of(FileSource.open(source, name));
    }

    /**
     * Reads and checks the header from a stream. The stream is closed with this reader, and also if this method throws.
     *
     * @param name what messages call the file
     * @throws MalformedFileException if it is no IDX file
     */
    public static IdxReader open(InputStream in, String name) throws IOException {
        return of(new FileSource(in, name, OptionalLong.empty()));
    }

    private static IdxReader of(FileSource source) throws IOException {
        try {
            return new IdxReader(source);
        } catch (IOException | RuntimeException failed) {
            try (source) {
                throw failed;
            }
        }
    }

    public IdxHeader header() {
        return header;
    }

    /** Returns the name that messages use. */
    public String name() {
        return source.name();
    }

    public boolean hasNext() {
        return position < header.count();
    }

    /**
     * Returns the next item. With the last one it also checks that nothing follows.
     *
     * @throws MalformedFileException if the file ends before its header says, goes on after, or is damaged
     * @throws IOException if the Java heap is too small for an item
     * @throws NoSuchElementException if all items have been read
     */
    public Tensor next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException(name() + " has no item after " + header.count() + ".");
        }
        var item = read(itemShape);
        position++;
        if (!hasNext()) {
            checkEnd();
        }
        return item;
    }

    /**
     * Passes over the next {@code items} items, or all that are left if fewer.
     *
     * @return the number of items passed over
     * @throws MalformedFileException as {@link #next}
     */
    public int skip(int items) throws IOException {
        var skipped = Math.min(items, header.count() - position);
        if (skipped <= 0) {
            return 0;
        }
        try {
            for (var i = 0; i < skipped; i++) {
                source.skipNBytes(header.itemBytes());
                position++;
            }
        } catch (EOFException ended) {
            throw cutOff();
        }
        if (!hasNext()) {
            checkEnd();
        }
        return skipped;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private Tensor read(Shape shape) throws IOException {
        try {
            return Tensor.ofStream(shape, header.elementType(), source);
        } catch (EOFException ended) {
            throw cutOff();
        } catch (OutOfMemoryError exhausted) {
            throw tooLarge(shape, exhausted);
        }
    }

    private IOException tooLarge(Shape shape, OutOfMemoryError error) {
        long bytes = shape.elements() * header.elementType().bytes();
        var failure = Memory.exhausted(
                "%s: an item of %s %s".formatted(name(), shape, header.elementType()),
                bytes + bytes / 2, // storage grows by copying, since a header alone is not believed
                "Alternatively, use a file with smaller items.",
                error);
        return new IOException(failure.getMessage(), failure);
    }

    /** A file's own size tells without reading: a 20-byte file that announces 2^31 elements is refused here. */
    private void checkStoredSize() throws IOException {
        var most = source.mostBytes();
        if (most.isPresent() && most.getAsLong() < header.fileBytes()) {
            throw source.isCompressed()
                    ? source.malformed(
                            0,
                            "the header specifies " + header + ", " + header.fileBytes()
                                    + " bytes in total, more than a gzip file of this size can contain. Get a "
                                    + "new copy of the file.")
                    : source.malformed(most.getAsLong(), endsEarly());
        }
        if (most.isPresent() && !source.isCompressed() && most.getAsLong() > header.fileBytes()) {
            throw source.malformed(header.fileBytes(), goesOn());
        }
    }

    private void checkEnd() throws IOException {
        var end = source.position();
        if (source.read() >= 0) {
            throw source.malformed(end, goesOn());
        }
    }

    private MalformedFileException cutOff() {
        return source.malformed(source.position(), endsEarly());
    }

    private String endsEarly() {
        return "the file ends here, but its header specifies " + header + ", " + header.fileBytes()
                + " bytes in total; the file is truncated. Get a new copy of it.";
    }

    private String goesOn() {
        return "the file continues here, but its header specifies only " + header
                + "; header and data do not match. Get a new copy of the file.";
    }
}
