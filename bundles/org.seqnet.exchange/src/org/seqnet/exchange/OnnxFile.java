package org.seqnet.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.exchange.export.ExportedFile;
import org.seqnet.exchange.export.NetworkGraph;
import org.seqnet.exchange.file.OnnxContent;

/** Networks as files of ONNX, the format that most runtimes and frameworks share; docs/onnx.md describes ours. */
public final class OnnxFile {
    /** What the names of such files end with, after a dot. */
    public static final String FILE_EXTENSION = "onnx";

    private OnnxFile() {}

    /**
     * Writes a network; the stream stays open. Equal networks give equal bytes. That of a label path begins paths,
     * which {@link #writeStep} goes on with.
     *
     * @throws org.seqnet.engine.SeqNetException if the format cannot have it; nothing is written
     */
    public static void write(TrainedNetwork network, OutputStream out) throws IOException {
        NetworkGraph.of(network).write(network::copyParameters, out);
    }

    /**
     * Writes the graph of one step of a label path, by which paths of labels are searched for; the stream stays open.
     *
     * @throws org.seqnet.engine.SeqNetException if the network predicts no paths; nothing is written
     */
    public static void writeStep(TrainedNetwork network, OutputStream out) throws IOException {
        NetworkGraph.ofStep(network).write(network::copyParameters, out);
    }

    /**
     * Reads a file. A network that {@link #write} wrote comes back whole, but for the state of its updater and the
     * number of mini-batches since that was fresh, which are not in the file.
     *
     * @param content the whole file; weights are read from it in place
     * @param name what messages call the file
     * @throws org.seqnet.engine.MalformedException if it is damaged, or no network that we can take over
     */
    public static FileContent read(ByteBuffer content, String name) throws IOException {
        var model = OnnxContent.parse(name, content);
        var own = ExportedFile.read(model, name);
        return own.isPresent()
                ? new FileContent.Whole(own.get())
                : new FileContent.Foreign(ForeignOnnx.read(name, model, content.limit()));
    }
}
