package org.seqnet.engine.export;

import java.io.IOException;
import java.io.OutputStream;
import org.deeplearning4j.util.ModelSerializer;
import org.seqnet.engine.network.dl4j.StockNetworks;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Writes networks as Deeplearning4j's own files, for programs without this engine: they load with its
 * {@code MultiLayerNetwork.load}. Input is N x T x F ({@code RNNFormat.NWC}), or N x C x H x W
 * ({@code CNN2DFormat.NCHW}) of a convolutional network; labels, and thresholds of independent labels, are not part of
 * that format.
 *
 * <p>It writes only. Deeplearning4j's reader deserialises Java objects, so that a file from a stranger may run code
 * (deeplearning4j issue 10428).
 */
public final class DeeplearningFile {
    /** What the names of such files end with, after a dot. */
    public static final String FILE_EXTENSION = "zip";

    /** The name of the entry that Deeplearning4j writes first. */
    public static final String FIRST_ENTRY = "configuration.json";

    private DeeplearningFile() {}

    /**
     * Writes a network with its updater's state, so that learning can go on; the stream stays open.
     *
     * @throws org.seqnet.engine.SeqNetException if Deeplearning4j has no such network; nothing is written
     */
    public static void write(TrainedNetwork network, OutputStream out) throws IOException {
        var stock = StockNetworks.of(network);
        try {
            ModelSerializer.writeModel(stock, out, true);
        } finally {
            stock.close();
        }
    }
}
