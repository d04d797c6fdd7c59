package org.knime.filehandling.core.connections.location;

import java.io.IOException;
import org.knime.filehandling.core.connections.FSPath;

/** A path, and the connection that it needs while it is open. */
public interface FSPathProvider extends AutoCloseable {
    FSPath getPath();

    @Override
    void close() throws IOException;
}
