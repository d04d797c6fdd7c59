package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.MalformedException;
import org.seqnet.exchange.graph.Attributes;

/** What networks here do not have is refused by one message that names the node. */
class RefusedGraphTest {

    private static ModelProto.Builder network(String file) {
        try {
            return ModelProto.parseFrom(PyTorchNetwork.resource(file)).toBuilder();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(ModelProto.Builder model, String message) {
        var file = model.build().toByteArray();
        assertThatThrownBy(() -> ForeignGraph.read(file))
                .isInstanceOf(MalformedException.class)
                .hasMessage("net.onnx" + message);
    }

    private static NodeProto.Builder node(ModelProto.Builder model, String operator) {
        return model.getGraphBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getOpType().equals(operator))
                .findFirst()
                .orElseThrow();
    }

    private static TensorProto.Builder tensor(ModelProto.Builder model, String name) {
        return model.getGraphBuilder().getInitializerBuilderList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void an_operator_that_is_not_supported() {
        var model = network("lstm.legacy.onnx");
        model.getGraphBuilder()
                .addNode(NodeProto.newBuilder()
                        .setName("/act/Erf")
                        .setOpType("Erf")
                        .addInput("y")
                        .addOutput("z"));
        model.getGraphBuilder().getOutputBuilder(0).setName("z");
        assertRefused(
                model,
                ", node '/act/Erf' (Erf): It is not supported. Supported are recurrent layers (LSTM, GRU, RNN) with "
                        + "the last time step or the mean over time, convolutions with batch normalization, ReLU and "
                        + "max pooling, linear layers, softmax and sigmoid.");
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(
                        Attributes.of("direction", "reverse"),
                        "It reads sequences only backward; forward and both directions are supported."),
                Arguments.of(
                        Attributes.of("clip", 3f),
                        "Clipping and parameters of activation functions are not supported."),
                Arguments.of(
                        Attributes.of("activations", List.of("Sigmoid", "Tanh", "Relu")),
                        "Its activation functions are [sigmoid, tanh, relu]; only [sigmoid, tanh, tanh] are "
                                + "supported."),
                Arguments.of(Attributes.of("input_forget", 1), "Coupled input and forget gates are not supported."),
                Arguments.of(
                        Attributes.of("hidden_size", 3),
                        "Its setting hidden_size is 3, but its weights have 4 units."));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settings_of_recurrent_layers_that_are_not_supported(AttributeProto setting, String message) {
        var model = network("lstm.legacy.onnx");
        var layer = node(model, "LSTM");
        if (setting.getName().equals("hidden_size")) {
            layer.clearAttribute();
        }
        layer.addAttribute(setting);
        assertRefused(model, ", node '/rnn/LSTM' (LSTM): " + message);
    }

    static Stream<Arguments> inputs() {
        return Stream.of(
                Arguments.of(4, "Lengths of sequences as an input are not supported. Export the network without them."),
                Arguments.of(5, "Only states of 0 to begin with are supported."),
                Arguments.of(7, "Peephole connections are not supported."));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void inputs_of_recurrent_layers_that_are_not_supported(int input, String message) {
        var model = network("lstm.legacy.onnx");
        var layer = node(model, "LSTM");
        while (layer.getInputCount() <= input) {
            layer.addInput("");
        }
        layer.setInput(input, "fc.bias");
        assertRefused(model, ", node '/rnn/LSTM' (LSTM): " + message);
    }

    @Test
    void a_gru_that_resets_before_the_product() {
        var model = network("gru.legacy.onnx");
        node(model, "GRU").clearAttribute().addAttribute(Attributes.of("hidden_size", 4));
        assertRefused(
                model,
                ", node '/rnn/GRU' (GRU): Its setting linear_before_reset is 0: the reset gate is applied before the "
                        + "product with the weights. GRU layers here apply it behind, as PyTorch does, and Keras with "
                        + "reset_after=True.");
    }

    static Stream<Arguments> tensors() {
        return Stream.of(
                Arguments.of(
                        (Consumer<TensorProto.Builder>) tensor -> tensor.setDataLocation(DataLocation.EXTERNAL),
                        "Its numbers are in another file. Save the network in one file, in PyTorch by "
                                + "torch.onnx.export(..., external_data=False)."),
                Arguments.of(
                        (Consumer<TensorProto.Builder>) tensor -> tensor.setDataType(DataType.FLOAT16_VALUE),
                        "Its type is float16; only float, double, int32, int64 and bool are supported. Export the "
                                + "network in single precision."),
                Arguments.of(
                        (Consumer<TensorProto.Builder>) tensor -> tensor.clearRawData()
                                .addFloatData(1)
                                .addFloatData(Float.NaN)
                                .addFloatData(2),
                        "Its number 1 is NaN; parameters must be finite numbers in single precision."));
    }

    @ParameterizedTest
    @MethodSource("tensors")
    void numbers_that_cannot_be_read(Consumer<TensorProto.Builder> change, String message) {
        var model = network("lstm.legacy.onnx");
        change.accept(tensor(model, "fc.bias"));
        assertRefused(model, ", tensor 'fc.bias': " + message);
    }

    @Test
    void what_the_output_does_not_depend_on_may_be_anything() throws MalformedException {
        var model = network("lstm.legacy.onnx");
        model.getGraphBuilder()
                .addNode(NodeProto.newBuilder().setOpType("Erf").addInput("y").addOutput("z"));
        ForeignGraph.read(model.build().toByteArray());
    }

    @Test
    void layers_that_share_weights() throws MalformedException {
        var graph = new ForeignGraph(-1, 300);
        var weights = graph.weights("W", 1, 1200, 300);
        var outputs = graph.draft.node("Transpose", List.of("x"), Attributes.of("perm", 1L, 0L, 2L));
        for (int i = 0; i < 4; i++) {
            var layer = graph.draft.node("LSTM", List.of(outputs, weights, weights), Attributes.of("hidden_size", 300));
            outputs = graph.draft.node("Squeeze", List.of(layer, graph.draft.longs("axes", 1)));
        }
        var mean = graph.draft.node(
                "ReduceMean", List.of(outputs, graph.draft.longs("axes", 0)), Attributes.of("keepdims", 0));
        var file = graph.file(graph.draft.node("MatMul", List.of(mean, graph.weights("kernel", 300, 2))));
        assertThatThrownBy(() -> ForeignGraph.read(file))
                .hasMessage("net.onnx: The network has 2,885,402 parameters, more than fit into the file: layers that "
                        + "share weights are not supported.");
    }

    @Test
    void several_inputs() {
        var model = network("lstm.legacy.onnx");
        model.getGraphBuilder()
                .addInput(model.getGraph().getInput(0).toBuilder().setName("h0"));
        assertRefused(
                model, ": The network has 2 inputs, 'x', 'h0'; one input, the sequences or images, is supported.");
    }

    @Test
    void images_that_are_not_padded() {
        var model = network("cnn.legacy.onnx");
        node(model, "Conv").clearAttribute();
        assertRefused(
                model,
                ", node '/0/Conv' (Conv): Its padding is 0 and 0; only 1 and 1 are supported, by which the output is "
                        + "as large as the input at a stride of 1.");
    }

    @Test
    void convolutions_over_time_of_another_design() {
        var graph = new ForeignGraph(2, -1);
        var first = graph.draft.node(
                "Relu",
                List.of(graph.draft.node(
                        "Conv", List.of("x", graph.weights("W", 4, 2, 8)), Attributes.of("pads", 3L, 4L))));
        var second = graph.draft.node(
                "Relu",
                List.of(graph.draft.node(
                        "Conv", List.of(first, graph.weights("W", 4, 4, 8)), Attributes.of("pads", 3L, 4L))));
        var mean = graph.draft.node("ReduceMean", List.of(second, graph.draft.longs("axes", 2)));
        var flat = graph.draft.node("Flatten", List.of(mean));
        var file = graph.file(graph.draft.node("MatMul", List.of(flat, graph.weights("kernel", 4, 2))));
        assertThatThrownBy(() -> ForeignGraph.read(file))
                .hasMessage("net.onnx, node 'Conv2' (Conv): It has 4 filters of 8 time steps, dilation 1. An FCN whose "
                        + "first convolution has 4 filters of 8 time steps must have 8 of 5, dilation 1, here.");
    }
}
