package org.seqnet.knime.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.engine.file.Unreadable;
import org.seqnet.knime.location.CancellableInput;

/** The bytes of an image file, which may be any file that a table names. */
final class ImageBytes {
    /** More than the largest image takes without compression. */
    private static final int MOST_BYTES = 1 << 29;

    private ImageBytes() {}

    /**
     * Reads a file.
     *
     * @param shown what messages call it
     * @throws IOException if it is no file, too large or cannot be read; the message begins with what it is called
     */
    static byte[] read(Path file, String shown, ExecutionMonitor monitor) throws IOException {
        try {
            requireFile(Files.readAttributes(file, BasicFileAttributes.class), shown);
            try (var in = new CancellableInput(Files.newInputStream(file), monitor)) {
                return in.readNBytes(MOST_BYTES);
            }
        } catch (IOException e) {
            throw Unreadable.explained(shown, e);
        }
    }

    private static void requireFile(BasicFileAttributes attributes, String shown) throws IOException {
        if (attributes.isDirectory()) {
            throw new IOException(shown + ": this is a folder, not a file.");
        }
        if (attributes.isOther()) {
            // such as a pipe, which may never end
            throw new IOException(shown + ": this is a device or pipe, not a file.");
        }
        if (attributes.size() > MOST_BYTES) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: the file has %,d bytes; the maximum is %,d bytes. Scale the image down first.",
                    shown,
                    attributes.size(),
                    MOST_BYTES));
        }
    }
}
