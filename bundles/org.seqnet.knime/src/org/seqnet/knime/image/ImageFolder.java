package org.seqnet.knime.image;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSPath;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.file.Unreadable;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.location.OpenLocation;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Sentences;

/** A folder in one of KNIME's file systems, of which files are read by name and nothing outside of it. */
final class ImageFolder implements AutoCloseable {
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
     * Returns the folder that a setting names, or a file in it.
     *
     * @param resolution how to choose one
     * @throws InvalidSettingsException if none is chosen; whether it is there shows when it is opened
     */
    static FSLocation chosen(FSLocation folder, String resolution) throws InvalidSettingsException {
        var location = OpenLocation.chosen("Folder", "folder", folder, resolution);
        if (location.getFSCategory() == FSCategory.CUSTOM_URL) {
            throw Failures.invalid("Folder: a URL leads to a single file, not to a folder.", resolution);
        }
        return location;
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
     * Returns the images in subfolders that are named after classes.
     *
     * @throws IOException if there is none, or a folder cannot be read; the message says what to do
     */
    ClassFolders classes(ClassFolders.Stop stop) throws IOException {
        var found = ClassFolders.in(folder, stop);
        if (found.images().isEmpty()) {
            throw new IOException(name + ": no subfolder of this folder contains PNG or JPEG files. Put the images of "
                    + "each class into a subfolder that is named after the class"
                    + (found.withoutClass().isEmpty() ? "." : ", or select the folder above this one."));
        }
        return found;
    }

    /**
     * Reads an image.
     *
     * @param file its name, relative to the folder
     * @throws IOException if it cannot be read or is no image; the message names it
     * @throws SeqNetException if the Java heap is too small for it
     */
    Tensor image(String file, ImageForm form) throws IOException {
        var bytes = read(file);
        try {
            return form.read(bytes);
        } catch (SeqNetException e) {
            if (e.getCause() instanceof OutOfMemoryError) {
                throw e;
            }
            throw new IOException(Quoted.of(file) + ": " + Sentences.continued(e.getMessage()), e);
        }
    }

    /**
     * Reads a file.
     *
     * @param file its name, relative to the folder; a backslash counts as a slash, so that names do not depend on the
     *     operating system
     * @throws IOException if it lies outside of the folder or cannot be read; the message names it
     */
    private byte[] read(String file) throws IOException {
        var shown = "%s in %s".formatted(Quoted.of(file), name);
        try {
            var path = folder.resolve(file.replace('\\', '/')).normalize();
            if (!path.startsWith(folder)) {
                throw new IOException(shown + ": the file lies outside of this folder. Only files in the folder and "
                        + "its subfolders are read.");
            }
            return ImageBytes.read(path, shown, monitor);
        } catch (InvalidPathException e) {
            throw new IOException(shown + ": this is not a valid path (" + e.getReason() + ").", e);
        }
    }

    @Override
    public void close() throws IOException {
        location.close();
    }
}
