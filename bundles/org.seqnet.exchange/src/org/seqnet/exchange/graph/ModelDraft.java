package org.seqnet.exchange.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.seqnet.engine.SeqNetException;

/**
 * A whole file of ONNX before it is written.
 *
 * @param graph the graph without weights
 * @param weights what comes from the network's parameters
 * @param producer what wrote it, and its version
 * @param metadata what it tells of the network
 */
public record ModelDraft(
        GraphProto graph, List<WeightTensor> weights, String producer, String version, Map<String, String> metadata) {
    /** The version of ONNX's operators that files need: of 2022, which every runtime has today. */
    public static final int OPERATORS = 18;
    /** The version of the operators of {@code ai.onnx.ml}. */
    public static final int ML_OPERATORS = 3;

    private static final int INTERMEDIATE_REPRESENTATION = 8;
    private static final int MOST_BYTES = Integer.MAX_VALUE;
    private static final int BLOCK_FLOATS = 16_384;

    /** Gives the parameters of a network. */
    @FunctionalInterface
    public interface Parameters {
        /** Puts {@code count} parameters into a buffer, from this place on, counted from 0. */
        void copy(int from, int count, FloatBuffer target);
    }

    /** Returns the versions of operators that files ask for. */
    public static List<OperatorSetIdProto> operatorSets() {
        return List.of(
                OperatorSetIdProto.newBuilder()
                        .setDomain("")
                        .setVersion(OPERATORS)
                        .build(),
                OperatorSetIdProto.newBuilder()
                        .setDomain(GraphDraft.ML)
                        .setVersion(ML_OPERATORS)
                        .build());
    }

    /** Returns the file without its graph. */
    private ModelProto frame() {
        var model = ModelProto.newBuilder()
                .setIrVersion(INTERMEDIATE_REPRESENTATION)
                .setProducerName(producer)
                .setProducerVersion(version)
                .addAllOpsetImport(operatorSets());
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }

    /**
     * Writes it; the stream stays open. Protocol buffers put the length of a message before it, and a message itself
     * would need all weights at once: they are written here as their message has them, block by block.
     *
     * @throws SeqNetException if it would be larger than 2 GB, the most that ONNX files may have; nothing is written
     */
    public void write(Parameters parameters, OutputStream out) throws IOException {
        long graphBytes = graph.getSerializedSize();
        for (var tensor : weights) {
            graphBytes += field(GraphProto.INITIALIZER_FIELD_NUMBER, tensorBytes(tensor));
        }
        if (graphBytes > MOST_BYTES - frame().getSerializedSize() - 16) {
            throw new SeqNetException("The network is too large for an ONNX file, which may have at most 2 GB.");
        }
        var coded = CodedOutputStream.newInstance(out, 1 << 16);
        frame().writeTo(coded);
        coded.writeTag(ModelProto.GRAPH_FIELD_NUMBER, 2);
        coded.writeUInt32NoTag((int) graphBytes);
        graph.writeTo(coded);
        for (var tensor : weights) {
            coded.writeTag(GraphProto.INITIALIZER_FIELD_NUMBER, 2);
            coded.writeUInt32NoTag((int) tensorBytes(tensor));
            head(tensor).writeTo(coded);
            coded.writeTag(TensorProto.RAW_DATA_FIELD_NUMBER, 2);
            coded.writeUInt32NoTag(tensor.size() * Float.BYTES);
            writeFloats(tensor, parameters, coded);
        }
        coded.flush();
    }

    private static long tensorBytes(WeightTensor tensor) {
        return head(tensor).getSerializedSize()
                + field(TensorProto.RAW_DATA_FIELD_NUMBER, (long) tensor.size() * Float.BYTES);
    }

    private static long field(int number, long length) {
        return CodedOutputStream.computeTagSize(number) + CodedOutputStream.computeUInt64SizeNoTag(length) + length;
    }

    private static TensorProto head(WeightTensor tensor) {
        var head = TensorProto.newBuilder().setName(tensor.name()).setDataType(DataType.FLOAT.getNumber());
        for (long size : tensor.shape()) {
            head.addDims(size);
        }
        return head.build();
    }

    private static void writeFloats(WeightTensor tensor, Parameters parameters, CodedOutputStream out)
            throws IOException {
        var block = ByteBuffer.allocate(BLOCK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        var floats = block.asFloatBuffer();
        int size = tensor.size();
        for (int element = 0; element < size; ) {
            int count = Math.min(tensor.run() - element % tensor.run(), floats.remaining());
            parameters.copy(tensor.place(element), count, floats);
            element += count;
            if (!floats.hasRemaining() || element == size) {
                out.write(block.array(), 0, floats.position() * Float.BYTES);
                floats.clear();
            }
        }
    }
}
