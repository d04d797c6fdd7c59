package org.seqnet.knime.image;

import java.io.IOException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.file.Unreadable;
import org.seqnet.knime.location.OpenLocation;
import org.seqnet.knime.location.OpenLocations;

/** Image files at the paths that a table names, in any of KNIME's file systems. */
public final class PathImages implements AutoCloseable {
    private final OpenLocations locations = new OpenLocations();
    private final ExecutionMonitor monitor;

    /** Makes one that reads until the node is canceled. */
    public PathImages(ExecutionMonitor monitor) {
        this.monitor = monitor;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read; the message begins with its path
     */
    public byte[] read(FSLocation file) throws IOException {
        var name = OpenLocation.name(file);
        try {
            return locations.use(file, path -> ImageBytes.read(path, name, monitor));
        } catch (IOException e) {
            throw Unreadable.explained(name, e);
        }
    }

    @Override
    public void close() {
        locations.close();
    }
}
