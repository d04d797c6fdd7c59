package org.seqnet.spark.predict;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.trained.TrainedNetwork;

/** A network that may travel: as the bytes of its file, which are parsed once where it arrives. */
public final class PortableNetwork implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] archive;
    private transient TrainedNetwork network;

    /** Makes a network fit to travel. */
    public PortableNetwork(TrainedNetwork network) {
        var bytes = new ByteArrayOutputStream();
        try {
            ModelArchive.write(network, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.archive = bytes.toByteArray();
        this.network = network;
    }

    /** Returns the network, the same one to all tasks of an executor. */
    public synchronized TrainedNetwork network() {
        if (network == null) {
            try {
                network = ModelArchive.read(new ByteArrayInputStream(archive), "The network of this job");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return network;
    }
}
