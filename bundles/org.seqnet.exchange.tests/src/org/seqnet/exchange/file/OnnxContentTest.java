package org.seqnet.exchange.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Files of ONNX are read without a copy of their numbers, and hostile ones refused before they take memory. */
class OnnxContentTest {

    private static ModelProto parse(byte[] content) throws MalformedOnnxException {
        return OnnxContent.parse("net.onnx", ByteBuffer.wrap(content));
    }

    private static ModelProto model(GraphProto.Builder graph) {
        return ModelProto.newBuilder().setGraph(graph).build();
    }

    private static TensorProto.Builder tensor(DataType type, long... shape) {
        var tensor = TensorProto.newBuilder().setName("fc/weight").setDataType(type.getNumber());
        Arrays.stream(shape).forEach(tensor::addDims);
        return tensor;
    }

    private static TensorData data(TensorProto.Builder tensor) throws MalformedOnnxException {
        return TensorData.of("net.onnx", tensor.getName(), tensor.build());
    }

    @Test
    void raw_numbers_are_views_of_an_array_and_of_native_memory() throws MalformedOnnxException {
        var raw = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1.5f)
                .putFloat(-2);
        var file = model(GraphProto.newBuilder()
                        .addInitializer(tensor(DataType.FLOAT, 2).setRawData(ByteString.copyFrom(raw.array()))))
                .toByteArray();
        var direct = ByteBuffer.allocateDirect(file.length).put(file).flip();
        for (var content : new ByteBuffer[] {ByteBuffer.wrap(file), direct}) {
            var read = TensorData.of(
                    "net.onnx",
                    "w",
                    OnnxContent.parse("net.onnx", content).getGraph().getInitializer(0));
            assertThat(read.at(1)).isEqualTo(-2);
            // The sign of the last number is in the last byte of its raw data.
            int last = content.limit() - 1;
            while (content.get(last) != (byte) 0xc0) {
                last--;
            }
            content.put(last, (byte) 0x40);
            assertThat(read.at(1)).isEqualTo(2);
            content.put(last, (byte) 0xc0);
        }
    }

    @Test
    void millions_of_empty_messages_are_refused() {
        var file = new ByteArrayOutputStream();
        int nodes = 2_000_000;
        file.write(0x3a);
        for (int length = 2 * nodes; ; length >>>= 7) {
            file.write(length > 127 ? length & 127 | 128 : length);
            if (length <= 127) {
                break;
            }
        }
        for (int i = 0; i < nodes; i++) {
            file.write(0x0a);
            file.write(0);
        }
        assertThatThrownBy(() -> parse(file.toByteArray()))
                .isInstanceOf(MalformedOnnxException.class)
                .hasMessage(
                        "net.onnx, byte 1,200,003: there are more than 600,000 nodes, texts and tensors. The file is "
                                + "damaged or no ONNX file that we can read.");
    }

    @Test
    void deeply_nested_graphs_are_refused() {
        var graph = GraphProto.newBuilder().setName("innermost");
        for (int i = 0; i < 10; i++) {
            graph = GraphProto.newBuilder()
                    .addNode(NodeProto.newBuilder()
                            .addAttribute(AttributeProto.newBuilder().setG(graph)));
        }
        var file = model(graph).toByteArray();
        assertThatThrownBy(() -> parse(file)).hasMessageContaining("messages are nested more than 24 deep");
    }

    @Test
    void a_file_that_is_cut_off_is_refused() {
        var file = model(GraphProto.newBuilder().setName("a network")).toByteArray();
        assertThatThrownBy(() -> parse(Arrays.copyOf(file, file.length - 1)))
                .hasMessage("net.onnx, byte 0: a part of 11 bytes goes beyond the end of what has it. The file is "
                        + "damaged or no ONNX file that we can read.");
    }

    @Test
    void archives_of_pytorch_are_refused() {
        assertThatThrownBy(() -> parse(new byte[] {'P', 'K', 3, 4, 0, 0}))
                .hasMessage("net.onnx: This is a zip file, as PyTorch and Keras save networks, and no ONNX file. "
                        + "Export the network to ONNX, in PyTorch by torch.onnx.export.");
    }

    @Test
    void empty_files_and_those_without_graph_are_refused() {
        assertThatThrownBy(() -> parse(new byte[0])).hasMessage("net.onnx: The file is empty.");
        assertThatThrownBy(() ->
                        parse(ModelProto.newBuilder().setIrVersion(8).build().toByteArray()))
                .hasMessage("net.onnx: The file has no graph, so it is no ONNX network.");
    }

    @Test
    void numbers_in_other_files_are_refused() {
        assertThatThrownBy(() -> data(tensor(DataType.FLOAT, 2).setDataLocation(DataLocation.EXTERNAL)))
                .hasMessage("net.onnx, tensor 'fc/weight': Its numbers are in another file. Save the network in one "
                        + "file, in PyTorch by torch.onnx.export(..., external_data=False).");
    }

    @Test
    void shapes_that_do_not_fit_the_numbers_are_refused() {
        assertThatThrownBy(() -> data(tensor(DataType.FLOAT, 3).setRawData(ByteString.copyFrom(new byte[8]))))
                .hasMessage("net.onnx, tensor 'fc/weight': Its shape needs 12 bytes, but there are 8.");
        assertThatThrownBy(() -> data(tensor(DataType.FLOAT, 2).addFloatData(1)))
                .hasMessage("net.onnx, tensor 'fc/weight': Its shape needs 2 numbers, but there are 1.");
        assertThatThrownBy(() -> data(tensor(DataType.FLOAT, 1L << 31, 1L << 33)))
                .hasMessage("net.onnx, tensor 'fc/weight': Its shape [2147483648, 8589934592] is too large or wrong.");
        assertThatThrownBy(() -> data(tensor(DataType.FLOAT, -1)))
                .hasMessage("net.onnx, tensor 'fc/weight': Its shape [-1] is too large or wrong.");
    }

    @Test
    void half_precision_is_refused() {
        assertThatThrownBy(() -> data(tensor(DataType.FLOAT16, 1)))
                .hasMessage("net.onnx, tensor 'fc/weight': Its type is float16; only float, double, int32, int64 and "
                        + "bool are supported. Export the network in single precision.");
    }
}
