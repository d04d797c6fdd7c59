package org.knime.filehandling.core.connections.location;

import java.io.IOException;
import java.util.Optional;
import org.knime.filehandling.core.connections.FSConnection;
import org.knime.filehandling.core.connections.FSFileSystem;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSLocationSpec;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.filehandling.core.embedded.Places;

/** Finds the files that locations name. */
public abstract class FSPathProviderFactory implements AutoCloseable {

    /**
     * Makes a factory for locations in one place.
     *
     * @param portObjectConnection the file system at a node's port; the embedded runtime knows none of its own
     * @throws IllegalArgumentException if the location names a place that does not exist
     * @throws IllegalStateException if the workflow in whose context this runs has no such place
     */
    public static FSPathProviderFactory newFactory(
            Optional<FSConnection> portObjectConnection, FSLocationSpec fsLocationSpec) {
        return switch (fsLocationSpec.getFSCategory()) {
            case CONNECTED -> ofConnection(portObjectConnection.orElseThrow(() -> new IllegalArgumentException(
                    "Location " + fsLocationSpec + " lies in a connected file system, but none is connected.")));
            case CUSTOM_URL -> new FSPathProviderFactory() {
                @Override
                public FSPathProvider create(FSLocation fsLocation) {
                    return provider(connection(Places.of(fsLocation)), fsLocation);
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
            default -> ofConnection(connection(Places.of(fsLocationSpec)));
        };
    }

    public abstract FSPathProvider create(FSLocation fsLocation);

    @Override
    public abstract void close() throws IOException;

    private static FSPathProviderFactory ofConnection(FSConnection connection) {
        return new FSPathProviderFactory() {
            @Override
            public FSPathProvider create(FSLocation fsLocation) {
                return provider(connection, fsLocation);
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    private static FSConnection connection(FSFileSystem<?> fileSystem) {
        return () -> fileSystem;
    }

    private static FSPathProvider provider(FSConnection connection, FSLocation location) {
        return new FSPathProvider() {
            @Override
            public FSPath getPath() {
                return connection.getFileSystem().getPath(location);
            }

            @Override
            public FSConnection getFSConnection() {
                return connection;
            }

            @Override
            public void close() {
                // the factory closes the connection
            }
        };
    }
}
