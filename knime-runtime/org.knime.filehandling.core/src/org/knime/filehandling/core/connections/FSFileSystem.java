package org.knime.filehandling.core.connections;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.util.Optional;

/** One of KNIME's file systems. It lives as long as its {@link FSConnection}; {@code close()} does nothing. */
public abstract class FSFileSystem<T extends FSPath> extends FileSystem {

    private final FSLocationSpec locationSpec;
    private final String workingDirectory;
    private boolean open = true;

    public FSFileSystem(FSLocationSpec fsLocationSpec, String workingDir) {
        this.locationSpec = fsLocationSpec;
        this.workingDirectory = workingDir;
    }

    public final FSLocationSpec getFSLocationSpec() {
        return locationSpec;
    }

    public final FSCategory getFileSystemCategory() {
        return locationSpec.getFSCategory();
    }

    public final Optional<String> getFileSystemSpecifier() {
        return locationSpec.getFileSystemSpecifier();
    }

    @Override
    public synchronized boolean isOpen() {
        return open;
    }

    @Override
    public final void close() throws IOException {
        // the connection closes it
    }

    final synchronized void ensureClosed() throws IOException {
        if (open) {
            ensureClosedInternal();
            open = false;
        }
    }

    /** Lets go of what the file system holds. */
    protected abstract void ensureClosedInternal() throws IOException;

    @Override
    public abstract FSFileSystemProvider<T, ?> provider();

    public T getWorkingDirectory() {
        return getPath(workingDirectory);
    }

    public T getPath(FSLocation fsLocation) {
        return getPath(fsLocation.getPath());
    }

    @Override
    public abstract T getPath(String first, String... more);
}
