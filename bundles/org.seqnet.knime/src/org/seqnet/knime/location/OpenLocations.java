package org.seqnet.knime.location;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;

/** Files that a table names in KNIME's file systems, each of which is opened once and stays open behind them. */
public final class OpenLocations implements AutoCloseable {
    private final Map<FSLocation, OpenLocation> open = new LinkedHashMap<>();

    /**
     * Works on the path of a location.
     *
     * @throws IOException what the work throws, or if there is no such place from here
     */
    public <R> R use(FSLocation location, OpenLocation.Action<R> action) throws IOException {
        var category = location.getFileSystemCategory();
        if (category.equals(FSCategory.CONNECTED.name())) {
            throw new IOException(location.getPath() + ": this path leads to a connected file system, which the node "
                    + "cannot reach. Copy the files with a Transfer Files node, for example to the workflow data "
                    + "area.");
        }
        if (category.equals(FSCategory.CUSTOM_URL.name())) {
            try (var address = OpenLocation.of(location)) {
                return address.use(action);
            }
        }
        var fileSystem =
                new FSLocation(category, location.getFileSystemSpecifier().orElse(null), "");
        var place = open.get(fileSystem);
        if (place == null) {
            place = OpenLocation.of(location);
            open.put(fileSystem, place);
        }
        return place.use(location, action);
    }

    @Override
    public void close() {
        for (var place : open.values()) {
            try {
                place.close();
            } catch (IOException e) {
                // everything that was to be read has been
            }
        }
    }
}
