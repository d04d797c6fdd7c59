package org.seqnet.knime.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;

/**
 * A file that is written as a whole or not at all: to a temporary file beside it, which takes its place at the end.
 *
 * @param createFolders whether folders on its way are made if they are missing
 */
record TargetFile(FSLocation location, boolean createFolders, IfExists ifExists) {
    /** What to do about a file that must not be replaced. */
    static final String WAY_OUT = "Choose another name, or \"Overwrite\" under \"If exists\".";

    /** Writes a file's content; the stream stays open. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Returns what messages call the file. */
    String name() {
        return location.getPath();
    }

    /** Returns why the file cannot be written, as far as that shows beforehand: it must not be replaced. */
    Optional<String> obstacle() {
        if (ifExists != IfExists.FAIL) {
            return Optional.empty();
        }
        try (var open = OpenLocation.of(location)) {
            return open.use(path -> FSFiles.exists(path) ? Optional.of(existsAlready()) : Optional.empty());
        } catch (IOException e) {
            return Optional.empty(); // what is wrong with the place is told when the node is executed
        }
    }

    private String existsAlready() {
        return name() + ": the file exists already.";
    }

    /**
     * Writes the file.
     *
     * @throws IOException if it cannot be written; the message begins with the path and says what to do, and nothing is
     *     left or replaced
     * @throws CanceledExecutionException if the node is cancelled; nothing is left or replaced
     */
    void write(Content content, ExecutionMonitor monitor) throws IOException, CanceledExecutionException {
        try (var open = OpenLocation.of(location)) {
            open.use(path -> {
                write(content, path.toAbsolutePath(), monitor);
                return path;
            });
        } catch (IOException e) {
            // cancelling interrupts the thread, which closes the file that it writes
            monitor.checkCanceled();
            throw explained(e);
        }
    }

    private void write(Content content, Path target, ExecutionMonitor monitor) throws IOException {
        prepare(target);
        // Not Files.createTempFile: nobody but its owner may read what that makes.
        var unfinished = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (var file = Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    var out = new BufferedOutputStream(new CancellableOutput(file, monitor), 1 << 16)) {
                content.writeTo(out);
            }
            move(unfinished, target);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void prepare(Path target) throws IOException {
        if (target.getFileName() == null || FSFiles.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "it is a folder; add the name of a file");
        }
        if (ifExists == IfExists.FAIL && FSFiles.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        var folder = target.getParent();
        if (folder != null && !FSFiles.exists(folder)) {
            if (!createFolders) {
                throw new FileSystemException(
                        target.toString(),
                        null,
                        "its folder does not exist; switch \"Create missing folders\" on or choose another one");
            }
            FSFiles.createDirectories(folder);
        }
    }

    private void move(Path from, Path to) throws IOException {
        if (ifExists == IfExists.FAIL) {
            Files.move(from, to); // which fails if there is a file by now
            return;
        }
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private IOException explained(IOException failure) {
        var name = name();
        if (failure.getMessage() != null && failure.getMessage().startsWith(name + ": this ")) {
            return failure; // by OpenLocation
        }
        if (failure instanceof FileAlreadyExistsException) {
            return new IOException(existsAlready() + " " + WAY_OUT, failure);
        }
        if (failure instanceof AccessDeniedException) {
            return new IOException(
                    name + ": no permission to write there. Choose another folder, or ask the owner of this one.",
                    failure);
        }
        var reason = failure instanceof FileSystemException refused ? refused.getReason() : failure.getMessage();
        return new IOException(
                name + ": the file cannot be written ("
                        + Optional.ofNullable(reason).orElse(failure.getClass().getSimpleName()) + ").",
                failure);
    }
}
