package org.seqnet.exchange;

import java.io.IOException;
import java.io.OutputStream;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.exchange.export.NetworkGraph;

/** Networks as files of ONNX, the format that most runtimes and frameworks share. */
public final class OnnxFile {
    /** What the names of such files end with, after a dot. */
    public static final String FILE_EXTENSION = "onnx";

    private OnnxFile() {}

    /** Writes a network; the stream stays open. */
    public static void write(TrainedNetwork network, OutputStream out) throws IOException {
        NetworkGraph.of(network).write(network::parameter, out);
    }
}
