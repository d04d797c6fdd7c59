package org.seqnet.knime.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knime.core.node.ExecutionMonitor;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.file.Unreadable;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.location.CancellableInput;
import org.seqnet.knime.location.OpenLocation;

/** A file with a trained network, in any of KNIME's file systems. */
public final class NetworkFile {
    private NetworkFile() {}

    /**
     * Reads it.
     *
     * @throws IOException if it cannot be read; the message begins with its path and says what to do
     */
    public static TrainedNetwork read(FSLocation location, ExecutionMonitor monitor) throws IOException {
        var name = OpenLocation.name(location);
        try (var open = OpenLocation.of(location)) {
            return open.use(path -> {
                // what lies behind a URL is never known to be a folder
                if (location.getFSCategory() != FSCategory.CUSTOM_URL && FSFiles.isDirectory(path)) {
                    throw new IOException(name + ": this is a folder. Select a file written by the Network Writer.");
                }
                try (var file = Files.newInputStream(path);
                        var in = new BufferedInputStream(new CancellableInput(file, monitor), 1 << 16)) {
                    return ModelArchive.read(in, name);
                } catch (OutOfMemoryError e) {
                    throw tooLarge(name, path, e);
                }
            });
        } catch (IOException e) {
            throw Unreadable.explained(name, e);
        }
    }

    private static IOException tooLarge(String name, Path path, OutOfMemoryError error) throws IOException {
        var failure = Memory.exhausted(
                name + ": the network", Math.max(0, Files.size(path)), "Alternatively, read a smaller network.", error);
        return new IOException(failure.getMessage(), failure);
    }
}
