package org.seqnet.knime.file;

import java.io.IOException;
import java.io.OutputStream;
import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.model.DeeplearningFile;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.model.TrainedNetwork;

/** The formats of network files; the names are saved in settings and never change. */
enum NetworkFormat {
    @Label(
            value = "Sequence Networks",
            description = "All that belongs to the network, for the Network Reader: to predict and to train on.")
    SEQUENCE_NETWORKS(ModelArchive.FILE_EXTENSION, ModelArchive::write),
    @Label(
            value = "Deeplearning4j",
            description = "A Deeplearning4j model, for programs of your own in Java. Labels and history are not part "
                    + "of it, and the Network Reader does not read it.")
    DEEPLEARNING4J(DeeplearningFile.FILE_EXTENSION, DeeplearningFile::write);

    private interface Writing {
        void write(TrainedNetwork network, OutputStream out) throws IOException;
    }

    private final String extension;
    private final Writing writing;

    NetworkFormat(String extension, Writing writing) {
        this.extension = extension;
        this.writing = writing;
    }

    /** Returns what the names of such files end with, after a dot. */
    String extension() {
        return extension;
    }

    void write(TrainedNetwork network, OutputStream out) throws IOException {
        writing.write(network, out);
    }
}
