package org.seqnet.knime.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.knime.core.node.ExecutionMonitor;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.file.Unreadable;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.exchange.Completion;
import org.seqnet.knime.location.CancellableInput;
import org.seqnet.knime.location.OpenLocation;

/** A file with a trained network, in any of KNIME's file systems. */
public final class NetworkFile {
    /** As many as an array can have. */
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private NetworkFile() {}

    /**
     * Reads one that the Network Writer or Spark wrote.
     *
     * @throws IOException if it cannot be read; the message begins with its path and says what to do
     */
    public static TrainedNetwork read(FSLocation location, ExecutionMonitor monitor) throws IOException {
        return read(location, Completion.NONE, monitor);
    }

    /**
     * Reads one of any program.
     *
     * @param completion says what files of other programs do not
     * @throws IOException if it cannot be read; the message begins with its path and says what to do
     * @throws SeqNetException if the completion lacks something, or contradicts the file
     */
    static TrainedNetwork read(FSLocation location, Completion completion, ExecutionMonitor monitor)
            throws IOException {
        var name = OpenLocation.name(location);
        try (var open = OpenLocation.of(location)) {
            return open.use(path -> {
                // what lies behind a URL is never known to be a folder
                if (location.getFSCategory() != FSCategory.CUSTOM_URL && FSFiles.isDirectory(path)) {
                    throw new IOException(name + ": this is a folder. Select a network file.");
                }
                try (var file = Files.newInputStream(path);
                        var in = new BufferedInputStream(new CancellableInput(file, monitor), 1 << 16)) {
                    var format = ForeignFormat.of(in, name);
                    return format.isPresent()
                            ? format.get().read(content(location, path, in, name), name, completion)
                            : ModelArchive.read(in, name);
                } catch (InternalError e) {
                    // how Java tells that what is mapped to memory is no longer there
                    throw new IOException(name + ": the file was changed while it was read. Read it again.", e);
                } catch (OutOfMemoryError e) {
                    throw tooLarge(name, path, e);
                }
            });
        } catch (IOException e) {
            throw Unreadable.explained(name, e);
        }
    }

    /** Maps a local file to memory, so that its weights are copied once, to the network; reads any other one. */
    private static ByteBuffer content(FSLocation location, Path path, InputStream in, String name) throws IOException {
        if (location.getFSCategory() == FSCategory.LOCAL) {
            try (var channel = FileChannel.open(Path.of(path.toString()))) {
                requireSize(channel.size(), name);
                return channel.map(MapMode.READ_ONLY, 0, channel.size());
            }
        }
        var bytes = in.readNBytes(MOST_BYTES);
        requireSize(in.read() < 0 ? bytes.length : MOST_BYTES + 1L, name);
        return ByteBuffer.wrap(bytes);
    }

    private static void requireSize(long bytes, String name) throws IOException {
        if (bytes > MOST_BYTES) {
            throw new IOException(name + ": the file is larger than 2 GB, which cannot be read.");
        }
    }

    private static IOException tooLarge(String name, Path path, OutOfMemoryError error) throws IOException {
        var failure = Memory.exhausted(
                name + ": the network", Math.max(0, Files.size(path)), "Alternatively, read a smaller network.", error);
        return new IOException(failure.getMessage(), failure);
    }
}
