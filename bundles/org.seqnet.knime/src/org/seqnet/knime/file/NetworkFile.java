package org.seqnet.knime.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeLogger;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSFiles;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.file.Unreadable;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.exchange.Completion;
import org.seqnet.exchange.FileContent;
import org.seqnet.knime.location.CancellableInput;
import org.seqnet.knime.location.OpenLocation;
import org.seqnet.knime.message.Logs;

/** A file with a trained network, in any of KNIME's file systems. */
public final class NetworkFile {
    private static final NodeLogger LOG = Logs.of(NetworkFile.class);

    /** As many as an array can have. */
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private NetworkFile() {}

    /**
     * Reads one that the Network Writer or Spark wrote.
     *
     * @throws IOException if it cannot be read; the message begins with its path and says what to do
     */
    public static TrainedNetwork read(FSLocation location, ExecutionMonitor monitor) throws IOException {
        return completed(content(location, Completion.NONE, monitor), Completion.NONE);
    }

    /**
     * Makes a network of what a file has.
     *
     * @param completion says what files of other programs do not
     * @throws SeqNetException if the completion lacks something, or contradicts the file
     */
    static TrainedNetwork completed(FileContent content, Completion completion) {
        if (content instanceof FileContent.Foreign foreign) {
            var network = foreign.network();
            LOG.info(network.file() + " has a network of another program: " + network.program());
            return completion.complete(network);
        }
        return ((FileContent.Whole) content).network();
    }

    /**
     * Reads one of any program.
     *
     * @param completion says what has to be known to read the weights
     * @throws IOException if it cannot be read; the message begins with its path and says what to do
     * @throws SeqNetException if the completion lacks something
     */
    static FileContent content(FSLocation location, Completion completion, ExecutionMonitor monitor)
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
                            ? format.get().read(bytes(location, path, in, name), name, completion)
                            : new FileContent.Whole(ModelArchive.read(in, name));
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

    /** Maps a file to memory if possible, so that its weights are copied once, to the network; else reads it. */
    private static ByteBuffer bytes(FSLocation location, Path path, InputStream in, String name) throws IOException {
        if (isMapped(location.getFSCategory(), System.getProperty("os.name"))) {
            try (var channel = FileChannel.open(Path.of(path.toString()))) {
                requireSize(channel.size(), name);
                return channel.map(MapMode.READ_ONLY, 0, channel.size());
            }
        }
        return bytes(in, Files.size(path), name);
    }

    /**
     * Says whether a file is mapped to memory. It is let go only when Java collects the buffer as garbage, and Windows
     * allows nobody to replace or delete a file until then.
     *
     * @param system what Java calls the operating system
     */
    static boolean isMapped(FSCategory category, String system) {
        return category == FSCategory.LOCAL && !system.startsWith("Windows");
    }

    /**
     * Reads a file into one array.
     *
     * @param size how many bytes it has; 0 or less if its file system cannot tell. More are read if they are there
     * @throws IOException if they are more than an array can have
     */
    static ByteBuffer bytes(InputStream in, long size, String name) throws IOException {
        requireSize(size, name);
        var bytes = new byte[(int) Math.max(0, size)];
        int count = in.readNBytes(bytes, 0, bytes.length);
        var rest = in.readNBytes(MOST_BYTES - count);
        requireSize(in.read() < 0 ? count : MOST_BYTES + 1L, name);
        if (rest.length == 0) {
            return ByteBuffer.wrap(bytes, 0, count);
        }
        if (count == 0) {
            return ByteBuffer.wrap(rest);
        }
        var whole = Arrays.copyOf(bytes, count + rest.length);
        System.arraycopy(rest, 0, whole, count, rest.length);
        return ByteBuffer.wrap(whole);
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
