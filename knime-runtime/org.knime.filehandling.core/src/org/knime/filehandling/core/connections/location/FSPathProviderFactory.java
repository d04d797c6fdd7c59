package org.knime.filehandling.core.connections.location;

import java.io.IOException;
import java.util.Optional;
import org.knime.filehandling.core.connections.FSConnection;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSLocationSpec;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.filehandling.core.embedded.PlaceFileSystem;

/** Finds the files that locations name. */
public abstract class FSPathProviderFactory implements AutoCloseable {
    /**
     * Makes a factory for locations in one place.
     *
     * @param portObjectConnection the file system at a node's port, of which there is none here
     * @throws IllegalArgumentException if the location does not say enough
     * @throws IllegalStateException if there is no such place from here
     */
    public static FSPathProviderFactory newFactory(
            Optional<FSConnection> portObjectConnection, FSLocationSpec fsLocationSpec) {
        var files = PlaceFileSystem.of(fsLocationSpec);
        return new FSPathProviderFactory() {
            @Override
            public FSPathProvider create(FSLocation fsLocation) {
                return new FSPathProvider() {
                    @Override
                    public FSPath getPath() {
                        return files.getPath(fsLocation.getPath());
                    }

                    @Override
                    public void close() {
                        // the factory closes the file system
                    }
                };
            }

            @Override
            public void close() throws IOException {
                files.close();
            }
        };
    }

    public abstract FSPathProvider create(FSLocation fsLocation);

    @Override
    public abstract void close() throws IOException;
}
