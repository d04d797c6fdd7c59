import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.seqnet.cudnn.card.Card;
import org.seqnet.cudnn.network.CudnnAccelerator;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/** The gradient of a mini-batch as a card computes it, and what it was computed from. */
final class Gradient {
    private static final int UNITS = 128;

    private final Card card;
    private final Architecture architecture;
    private final SequenceShape shape;
    private final LabelledSequences images;
    private final int[] timeSteps;
    private final float[] values;

    /** @param network as {@code reference.py} names it; if {@code ragged} is in its name, sequences differ in length */
    Gradient(Card card, String network, LabelledSequences images, int batch) {
        this.card = card;
        this.images = images;
        this.shape = images.sequences().shape();
        this.architecture = new Architecture(encoder(network.replace("-ragged", "")), Classes.of(images.domain()));
        this.timeSteps = new int[batch];
        Arrays.setAll(timeSteps, n -> network.endsWith("-ragged") ? 1 + n * 11 % shape.timeSteps() : shape.timeSteps());
        this.values = new float[Arrays.stream(timeSteps).sum() * shape.features()];
        var whole = new float[shape.timeSteps() * shape.features()];
        int at = 0;
        for (int n = 0; n < batch; n++) {
            images.sequences().copyTo(n, whole, 0);
            System.arraycopy(whole, 0, values, at, timeSteps[n] * shape.features());
            at += timeSteps[n] * shape.features();
        }
    }

    private static Encoder encoder(String network) {
        return switch (network) {
            case "LSTM" -> new Recurrent(Cell.LSTM, 2, UNITS, 0, 1);
            case "BiLSTM" -> new Recurrent(Cell.LSTM, 2, UNITS, 0, 1, true, Pooling.LAST_STEP);
            case "GRU" -> new Recurrent(Cell.GRU, 2, UNITS, 0, 0);
            case "RNN-tanh" -> new Recurrent(Cell.RNN_TANH, 2, UNITS, 0, 0);
            case "RNN-ReLU" -> new Recurrent(Cell.RNN_RELU, 2, UNITS, 0, 0);
            case "CNN" -> Convolutional.reference();
            case "FCN" -> new TemporalConvolutional(Design.FCN, 32, 3, 8, 1, 0);
            default -> throw new IllegalArgumentException("No such network: " + network);
        };
    }

    /** Writes gradient, parameters and mini-batch; returns the loss, summed over the sequences. */
    double write(Path folder) throws IOException {
        var undropped = architecture.undropped();
        var parameters = StartWeights.of(undropped, shape, 1);
        var gradient = new float[parameters.length];
        double loss;
        try (var kernel = new CudnnAccelerator(card, "").kernel(undropped, shape)) {
            var batch = new MiniBatch(values, timeSteps, new Targets(images.labels()), timeSteps.length);
            loss = kernel.differentiate(parameters, batch, new SeedStream(1, SeedStream.Purpose.DROPOUT), gradient)
                    .lossSum();
        }
        Files.createDirectories(folder);
        write(folder.resolve("parameters"), parameters);
        write(folder.resolve("gradient"), gradient);
        write(folder.resolve("values"), values);
        var labels = new int[timeSteps.length];
        Arrays.setAll(labels, images::label);
        write(folder.resolve("labels"), labels);
        write(folder.resolve("lengths"), timeSteps);
        return loss;
    }

    private static void write(Path file, float[] values) throws IOException {
        var bytes = ByteBuffer.allocate(4 * values.length).order(LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Files.write(file, bytes.array());
    }

    private static void write(Path file, int[] values) throws IOException {
        var bytes = ByteBuffer.allocate(4 * values.length).order(LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        Files.write(file, bytes.array());
    }
}
