package org.seqnet.knime.location;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;

/**
 * A file that is written as a whole or not at all: to a temporary file beside it, which takes its place at the end.
 *
 * @param createFolders whether folders on its way are made if they are missing
 */
public record TargetFile(FSLocation location, boolean createFolders, IfExists ifExists) {
    /** What to do about a file that must not be replaced. */
    public static final String WAY_OUT = "Choose another name, or set \"If exists\" to \"Overwrite\".";

    /** Writes a file's content; the stream stays open. */
    @FunctionalInterface
    public interface Content {
        /** Does it. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Returns what messages call the file. */
    public String name() {
        return OpenLocation.name(location);
    }

    /** Returns why the file cannot be written, as far as that shows beforehand: it must not be replaced. */
    public Optional<String> obstacle() {
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
        return name() + ": the file already exists.";
    }

    /**
     * Writes the file.
     *
     * @throws IOException if it cannot be written; the message begins with the path and says what to do, and nothing is
     *     left or replaced
     * @throws CanceledExecutionException if the node is cancelled; nothing is left or replaced
     */
    public void write(Content content, ExecutionMonitor monitor) throws IOException, CanceledExecutionException {
        try (var open = OpenLocation.of(location)) {
            open.use(path -> {
                write(content, onThisMachine(path.toAbsolutePath()), monitor);
                return path;
            });
        } catch (IOException e) {
            // cancelling interrupts the thread, which closes the file that it writes
            monitor.checkCanceled();
            throw explained(e);
        }
    }

    /**
     * Writes the file and one that belongs with it: both are whole, beside their places, before that one and then this
     * one takes its place.
     *
     * @throws IOException as {@link #write}; if only the other one is in its place by then, the message says so
     * @throws CanceledExecutionException as {@link #write}
     */
    public void writeWith(TargetFile other, Content ofOther, Content content, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        var isOtherThere = new AtomicBoolean();
        Content both = out -> {
            content.writeTo(out);
            out.flush();
            try {
                other.write(ofOther, monitor);
            } catch (CanceledExecutionException e) {
                throw new OtherFailure(new InterruptedIOException("Writing was canceled."));
            } catch (IOException e) {
                throw new OtherFailure(e);
            }
            isOtherThere.set(true);
        };
        try {
            write(both, monitor);
        } catch (IOException e) {
            throw isOtherThere.get()
                    ? new IOException(
                            e.getMessage() + " " + other.name() + " has already been written and does not match it.", e)
                    : e;
        }
    }

    /** Tells why the other one of two files cannot be written. */
    private static final class OtherFailure extends IOException {
        private static final long serialVersionUID = 1L;

        private final IOException failure;

        OtherFailure(IOException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    // KNIME's own local file system hides links.
    private Path onThisMachine(Path path) {
        return location.getFSCategory() == FSCategory.LOCAL ? Path.of(path.toString()) : path;
    }

    private void write(Content content, Path path, ExecutionMonitor monitor) throws IOException {
        var file = new WholeFile(path);
        prepare(file.target());
        Content cancellable = out -> {
            var buffered = new BufferedOutputStream(new CancellableOutput(out, monitor), 1 << 16);
            content.writeTo(buffered);
            buffered.flush();
        };
        if (ifExists == IfExists.FAIL) {
            file.create(cancellable);
        } else {
            file.replace(cancellable);
        }
    }

    private void prepare(Path target) throws IOException {
        if (target.getFileName() == null || FSFiles.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "it is a folder; add a file name");
        }
        if (FSFiles.exists(target)) {
            if (ifExists == IfExists.FAIL) {
                throw new FileAlreadyExistsException(target.toString());
            }
            if (!Files.isRegularFile(target)) {
                throw new FileSystemException(target.toString(), null, "it is not a regular file; choose another name");
            }
        }
        var folder = target.getParent();
        if (folder != null && !FSFiles.exists(folder)) {
            if (!createFolders) {
                throw new FileSystemException(
                        target.toString(),
                        null,
                        "its folder does not exist; check \"Create missing folders\" or choose another folder");
            }
            FSFiles.createDirectories(folder);
        }
    }

    /** Returns the failure as a user should read it. */
    IOException explained(IOException failure) {
        var name = name();
        if (failure instanceof OtherFailure other) {
            return other.failure; // which is explained
        }
        if (failure.getMessage() != null && failure.getMessage().startsWith(name + ": this ")) {
            return failure; // by OpenLocation
        }
        if (failure instanceof FileAlreadyExistsException) {
            return new IOException(existsAlready() + " " + WAY_OUT, failure);
        }
        if (failure instanceof WholeFile.NotReplacedException) {
            return new IOException(
                    name + ": the existing file cannot be replaced"
                            + Optional.ofNullable(failure.getMessage())
                                    .map(reason -> " (" + reason + ")")
                                    .orElse("")
                            + ". It may be open in another program or write-protected. Close that program, "
                            + "remove the write protection, or choose another name.",
                    failure);
        }
        if (failure instanceof AccessDeniedException) {
            return new IOException(
                    name + ": no permission to write there. Choose another folder, or ask the owner of this "
                            + "folder for access.",
                    failure);
        }
        var reason = failure instanceof FileSystemException refused ? refused.getReason() : failure.getMessage();
        return new IOException(
                name + ": the file cannot be written ("
                        + Optional.ofNullable(reason).orElse(failure.getClass().getSimpleName()) + ").",
                failure);
    }
}
