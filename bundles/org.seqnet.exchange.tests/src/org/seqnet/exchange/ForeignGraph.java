package org.seqnet.exchange;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.exchange.file.OnnxContent;
import org.seqnet.exchange.graph.GraphDraft;

/** A graph as another program would write it, with random weights: drafted by hand, node by node. */
final class ForeignGraph {
    static final int COUNT = 4;

    private final Random random = new Random(5);
    private final long[] shape;
    final GraphDraft draft = new GraphDraft("foreign");

    /** @param shape that of the input {@code x} behind the sequences; -1 for any size */
    ForeignGraph(long... shape) {
        this.shape = shape;
        var sizes = new Object[shape.length + 1];
        sizes[0] = "batch";
        for (int i = 0; i < shape.length; i++) {
            sizes[i + 1] = shape[i] < 0 ? "time" : shape[i];
        }
        draft.input("x", DataType.FLOAT, sizes);
    }

    /** Adds numbers between -0.5 and 0.5. */
    String weights(String name, long... sizes) {
        return draft.floats(name, randoms(sizes, -0.5f), sizes);
    }

    /** Adds numbers between 0.5 and 1.5. */
    String positive(String name, long... sizes) {
        return draft.floats(name, randoms(sizes, 0.5f), sizes);
    }

    private float[] randoms(long[] sizes, float from) {
        int count = 1;
        for (long size : sizes) {
            count *= (int) size;
        }
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = from + random.nextFloat();
        }
        return values;
    }

    byte[] file(String output) {
        draft.output(output, DataType.FLOAT, "batch", "outputs");
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(18))
                .setGraph(draft.graph())
                .build()
                .toByteArray();
    }

    static ForeignNetwork read(byte[] file) throws MalformedException {
        return read("net.onnx", file);
    }

    static ForeignNetwork read(String name, byte[] file) throws MalformedException {
        return ForeignOnnx.read(name, OnnxContent.parse(name, ByteBuffer.wrap(file)), file.length);
    }

    /** What is predicted for some random input: here, and by ONNX Runtime. */
    record Predictions(float[] here, float[] there) {}

    /**
     * Returns probabilities.
     *
     * @param isChannelsFirst whether channels stand before rows and columns, or features before time
     */
    Predictions predictions(String output, boolean isChannelsFirst) throws MalformedException {
        var file = file(output);
        var network = read(file);
        int features = network.input().features();
        int size = 1;
        var sizes = new long[shape.length + 1];
        sizes[0] = COUNT;
        for (int i = 0; i < shape.length; i++) {
            sizes[i + 1] = shape[i] < 0 ? 7 : shape[i];
            size *= (int) sizes[i + 1];
        }
        var values = randoms(new long[] {COUNT, size}, -0.5f);
        int steps = size / features;
        int channels = (int) (isChannelsFirst ? shape[0] : shape[shape.length - 1]);
        var packer = Sequences.packer(network.input(), InputForm.SEQUENCES, "");
        for (int n = 0; n < COUNT; n++) {
            var sequence = new float[size];
            for (int i = 0; i < size; i++) {
                int from = isChannelsFirst ? i % channels * (size / channels) + i / channels : i;
                sequence[i] = values[n * size + from];
            }
            packer.add(Tensor.ofFloats(Shape.of(steps, features), sequence));
        }
        try (var runtime = OnnxRuntime.of(file);
                var classifier = Classifier.of(PyTorchNetwork.completed(network))) {
            var there = (float[]) runtime.run(new HashMap<>(Map.of("x", OnnxRuntime.floats(values, sizes))))
                    .get(output);
            return new Predictions(classifier.probabilities(packer.build(), 0, COUNT, () -> false), there);
        }
    }
}
