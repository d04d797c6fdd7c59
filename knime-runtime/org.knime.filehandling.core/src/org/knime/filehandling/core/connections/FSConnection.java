package org.knime.filehandling.core.connections;

import java.io.IOException;

/** A file system that is in use. */
public interface FSConnection extends AutoCloseable {

    FSFileSystem<?> getFileSystem();

    @Override
    default void close() throws IOException {
        getFileSystem().ensureClosed();
    }
}
