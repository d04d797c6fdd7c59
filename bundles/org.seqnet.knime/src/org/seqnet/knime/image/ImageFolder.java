package org.seqnet.knime.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import org.knime.core.node.ExecutionMonitor;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSPath;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.file.Unreadable;
import org.seqnet.knime.location.CancellableInput;
import org.seqnet.knime.location.OpenLocation;

/** A folder in one of KNIME's file systems, of which files are read by name and nothing outside of it. */
final class ImageFolder implements AutoCloseable {
    /** More than the largest image takes without compression. */
    static final int MOST_BYTES = 1 << 29;

    private final OpenLocation location;
    private final Path folder;
    private final String name;
    private final ExecutionMonitor monitor;

    private ImageFolder(OpenLocation location, Path folder, String name, ExecutionMonitor monitor) {
        this.location = location;
        this.folder = folder;
        this.name = name;
        this.monitor = monitor;
    }

    /**
     * Opens a folder.
     *
     * @param location the folder, or a file in it
     * @throws IOException if it is not there; the message says what to do
     */
    static ImageFolder open(FSLocation location, ExecutionMonitor monitor) throws IOException {
        var name = OpenLocation.name(location);
        try {
            var open = OpenLocation.of(location);
            try {
                return open.use(path -> of(open, path, name, monitor));
            } catch (IOException | RuntimeException e) {
                try (open) {
                    throw e;
                }
            }
        } catch (IOException e) {
            throw Unreadable.explained(name, e);
        }
    }

    private static ImageFolder of(OpenLocation open, FSPath chosen, String name, ExecutionMonitor monitor)
            throws IOException {
        if (!FSFiles.exists(chosen)) {
            throw new IOException(name + ": folder not found. Check the path.");
        }
        var path = chosen.toAbsolutePath().normalize();
        return FSFiles.isDirectory(chosen)
                ? new ImageFolder(open, path, name, monitor)
                : new ImageFolder(open, path.getParent(), name.replaceFirst("[/\\\\][^/\\\\]*$", ""), monitor);
    }

    /**
     * Reads a file.
     *
     * @param file its name, relative to the folder; a backslash counts as a slash, so that names do not depend on the
     *     operating system
     * @throws IOException if it lies outside of the folder or cannot be read; the message names it
     */
    byte[] read(String file) throws IOException {
        var shown = "%s in %s".formatted(Quoted.of(file), name);
        try {
            var path = folder.resolve(file.replace('\\', '/')).normalize();
            if (!path.startsWith(folder)) {
                throw new IOException(shown + ": the file lies outside of this folder. Only files in the folder and "
                        + "its subfolders are read.");
            }
            return read(path, shown);
        } catch (InvalidPathException e) {
            throw new IOException(shown + ": this is not a valid path (" + e.getReason() + ").", e);
        } catch (IOException e) {
            throw Unreadable.explained(shown, e);
        }
    }

    private byte[] read(Path file, String shown) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
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
        try (var in = new CancellableInput(Files.newInputStream(file), monitor)) {
            return in.readNBytes(MOST_BYTES);
        }
    }

    @Override
    public void close() throws IOException {
        location.close();
    }
}
