package org.seqnet.knime.spark;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.message.Logs;

/** A folder for the files of one execution, which only this user can read, and which is removed with all in it. */
final class TemporaryFolder implements AutoCloseable {
    private static final NodeLogger LOG = Logs.of(TemporaryFolder.class);
    private static final int ATTEMPTS = 10;
    private static final long PAUSE_MILLIS = 200;

    private final Path path;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /**
     * Creates a folder.
     *
     * @throws SeqNetException if this is not possible
     */
    static TemporaryFolder create() {
        try {
            return new TemporaryFolder(
                    Files.createTempDirectory("seqnet-spark-").toRealPath());
        } catch (IOException e) {
            throw new SeqNetException(
                    "No temporary folder could be created in %s. Check that there is free space and that you may write "
                                    .formatted(System.getProperty("java.io.tmpdir"))
                            + "there.",
                    e);
        }
    }

    /** Writes files, and returns what is to be known of them. */
    interface Writing<T> {
        T run() throws IOException;
    }

    /**
     * Writes files into the folder.
     *
     * @throws SeqNetException if this is not possible
     */
    <T> T fill(Writing<T> writing) {
        try {
            return writing.run();
        } catch (IOException e) {
            throw new SeqNetException(
                    "The files for Spark could not be written to the temporary folder %s. Check that there is free "
                                    .formatted(path)
                            + "space.",
                    e);
        }
    }

    Path path() {
        return path;
    }

    /** Removes the folder. A program that is about to end may still write there, hence several attempts. */
    @Override
    public void close() {
        for (int attempt = 1; ; attempt++) {
            try {
                remove();
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    LOG.warn("The temporary folder " + path + " could not be removed.", e);
                    return;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void remove() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
