package org.seqnet.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * A network that PyTorch 2.13 made and computed: {@code benchmarks/exchange/pytorch.py}.
 *
 * @param name such as {@code lstm}
 * @param file its file of ONNX, such as {@code lstm.legacy.onnx}
 */
record PyTorchNetwork(String name, String file) {
    static final int SEQUENCES = 3;

    static byte[] resource(String file) {
        try (var in = PyTorchNetwork.class.getResourceAsStream("pytorch/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static float[] floats(String file) {
        var floats =
                ByteBuffer.wrap(resource(file)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        var values = new float[floats.remaining()];
        floats.get(values);
        return values;
    }

    ForeignNetwork read() throws MalformedException {
        return ForeignGraph.read(file, resource(file));
    }

    /** Returns the imported network with a head for its answer. */
    static TrainedNetwork completed(ForeignNetwork network) {
        int outputs = network.outputs();
        Head head =
                network.answer() == ForeignNetwork.Answer.LABELS ? IndependentLabels.of(outputs) : new Classes(outputs);
        var labels = new LabelDomain(
                IntStream.range(0, outputs).mapToObj(k -> "label " + k).toList());
        return TrainedNetwork.keeping(
                network.parameters(),
                new Architecture(network.encoder(), head),
                new NetworkInput(network.input(), Preparation.UNKNOWN, network.preprocessing()),
                labels,
                Networks.PROVENANCE);
    }

    /** Returns the sequences that PyTorch computed, as our networks read them. */
    Sequences inputs(ForeignNetwork network) {
        var values = floats(name + ".in.f32");
        int features = network.input().features();
        int steps = values.length / SEQUENCES / features;
        var packer = Sequences.packer(network.input(), InputForm.SEQUENCES, "");
        for (int n = 0; n < SEQUENCES; n++) {
            var sequence = new float[steps * features];
            for (int i = 0; i < sequence.length; i++) {
                sequence[i] = values[n * sequence.length + place(network, i, steps, features)];
            }
            packer.add(Tensor.ofFloats(Shape.of(steps, features), sequence));
        }
        return packer.build();
    }

    /** Of images and of sequences whose channels come first, PyTorch has channel after channel. */
    private int place(ForeignNetwork network, int i, int steps, int features) {
        if (network.encoder() instanceof Convolutional images) {
            int columns = features / images.channels();
            return (i % images.channels() * steps + i / features) * columns + i % features / images.channels();
        }
        return name.endsWith("channels-first") ? i % features * steps + i / features : i;
    }

    /** Returns what the outputs of PyTorch say: probabilities of classes or of labels. */
    float[] probabilities(ForeignNetwork network) {
        var outputs = floats(name + ".out.f32");
        int count = network.outputs();
        if (network.answer() == ForeignNetwork.Answer.LABELS || name.equals("lstm-2-both")) {
            return outputs;
        }
        for (int n = 0; n < SEQUENCES; n++) {
            double sum = 0;
            for (int k = 0; k < count; k++) {
                sum += Math.exp(outputs[n * count + k]);
            }
            for (int k = 0; k < count; k++) {
                outputs[n * count + k] = (float) (Math.exp(outputs[n * count + k]) / sum);
            }
        }
        return outputs;
    }

    static List<String> names() {
        return List.of(
                "lstm",
                "lstm-2-both",
                "lstm-2-hidden",
                "lstm-mean",
                "lstm-time-first",
                "gru",
                "gru-2-both",
                "rnn-tanh",
                "rnn-relu",
                "scaled",
                "fixed",
                "fcn",
                "fcn-channels-first",
                "cnn",
                "cnn-normalized");
    }
}
