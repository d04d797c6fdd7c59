package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.MalformedException;
import org.seqnet.exchange.graph.Attributes;

/** Graphs that look like networks here, but compute something else, are refused. */
class MisreadGraphTest {
    private static final int UNITS = 5;
    private static final int OUTPUTS = 3;

    private static void assertRefused(byte[] file, String reason) {
        assertThatThrownBy(() -> ForeignGraph.read(file))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("net.onnx")
                .hasMessageContaining(reason);
    }

    private static void assertRefused(ForeignGraph graph, String output, String reason) {
        assertRefused(graph.file(output), reason);
    }

    /** Adds an LSTM over sequences with time in front, and returns its outputs and its last states. */
    private static List<String> lstm(ForeignGraph graph, String values, int directions) {
        return graph.draft.nodes(
                "LSTM",
                2,
                List.of(
                        values,
                        graph.weights("W", directions, 4L * UNITS, 2),
                        graph.weights("R", directions, 4L * UNITS, UNITS),
                        graph.weights("B", directions, 8L * UNITS)),
                Attributes.of("hidden_size", UNITS),
                Attributes.of("direction", directions == 2 ? "bidirectional" : "forward"));
    }

    private static String timeFirst(ForeignGraph graph) {
        return graph.draft.node("Transpose", List.of("x"), Attributes.of("perm", 1L, 0L, 2L));
    }

    private static String lastState(ForeignGraph graph) {
        var states = lstm(graph, timeFirst(graph), 1).get(1);
        return graph.draft.node("Squeeze", List.of(states, graph.draft.longs("axes", 0)));
    }

    private static String logits(ForeignGraph graph, String values, int inputs) {
        return graph.draft.node(
                "Gemm", List.of(values, graph.weights("kernel", inputs, OUTPUTS), graph.weights("bias", OUTPUTS)));
    }

    @Test
    void directions_in_turn_instead_of_one_behind_the_other() {
        var graph = new ForeignGraph(-1, 2);
        var states = lstm(graph, timeFirst(graph), 2).get(1);
        var turned = graph.draft.node("Transpose", List.of(states), Attributes.of("perm", 1L, 2L, 0L));
        var mixed = graph.draft.node("Flatten", List.of(turned));
        assertRefused(graph, logits(graph, mixed, 2 * UNITS), "mixed");
    }

    @Test
    void softmax_over_the_sequences() {
        var graph = new ForeignGraph(-1, 2);
        var logits = logits(graph, lastState(graph), UNITS);
        var turned = graph.draft.node("Transpose", List.of(logits), Attributes.of("perm", 1L, 0L));
        var shares = graph.draft.node("Softmax", List.of(turned), Attributes.of("axis", -1));
        var back = graph.draft.node("Transpose", List.of(shares), Attributes.of("perm", 1L, 0L));
        assertRefused(graph, back, "over the classes");
    }

    @Test
    void softmax_over_an_axis_of_one() {
        var graph = new ForeignGraph(-1, 2);
        var axes = graph.draft.longs("axes", 1);
        var logits = graph.draft.node("Unsqueeze", List.of(logits(graph, lastState(graph), UNITS), axes));
        var shares = graph.draft.node("Softmax", List.of(logits), Attributes.of("axis", 1));
        assertRefused(graph, graph.draft.node("Squeeze", List.of(shares, axes)), "over the classes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gemm", "Add"})
    void biases_of_sequences_instead_of_outputs(String operator) {
        var graph = new ForeignGraph(-1, 2);
        var state = lastState(graph);
        var kernel = graph.weights("kernel", UNITS, OUTPUTS);
        var biases = graph.weights("bias", OUTPUTS, 1);
        var logits = operator.equals("Gemm")
                ? graph.draft.node("Gemm", List.of(state, kernel, biases))
                : graph.draft.node("Add", List.of(graph.draft.node("MatMul", List.of(state, kernel)), biases));
        assertRefused(graph, logits, "It has biases of the shape [3, 1] for 3 outputs.");
    }

    private static String image(ForeignGraph graph, String images) {
        return graph.draft.node(
                "Conv",
                List.of(images, graph.weights("W", 4, 2, 3, 3), graph.weights("B", 4)),
                Attributes.of("pads", 1L, 1L, 1L, 1L));
    }

    private static String answer(ForeignGraph graph, String convolved) {
        var flat = graph.draft.node("Flatten", List.of(graph.draft.node("Relu", List.of(convolved))));
        var dense =
                graph.draft.node("Gemm", List.of(flat, graph.weights("dense", 144, UNITS), graph.weights("o", UNITS)));
        return logits(graph, graph.draft.node("Relu", List.of(dense)), UNITS);
    }

    @Test
    void images_on_their_side() {
        var graph = new ForeignGraph(2, 6, 6);
        var turned = graph.draft.node("Transpose", List.of("x"), Attributes.of("perm", 0L, 1L, 3L, 2L));
        assertRefused(graph, answer(graph, image(graph, turned)), "rows and columns swapped");
    }

    @Test
    void batch_normalization_as_in_training() {
        var graph = new ForeignGraph(2, 6, 6);
        var normalized = graph.draft.node(
                "BatchNormalization",
                List.of(
                        image(graph, "x"),
                        graph.weights("gamma", 4),
                        graph.weights("beta", 4),
                        graph.weights("mean", 4),
                        graph.positive("variance", 4)),
                Attributes.of("training_mode", 1));
        assertRefused(graph, answer(graph, normalized), "model.eval()");
    }

    @Test
    void dropout_as_in_training() throws InvalidProtocolBufferException {
        var graph = new ForeignGraph(-1, 2);
        var ratio = graph.draft.floats("ratio", new float[] {0.5f});
        // a graph here has no truth values: the whole number is made one
        var isTraining = graph.draft.longs("training", 1);
        var logits = logits(graph, lastState(graph), UNITS);
        var model =
                ModelProto.parseFrom(graph.file(graph.draft.node("Dropout", List.of(logits, ratio, isTraining))))
                        .toBuilder();
        model.getGraphBuilder().getInitializerBuilderList().stream()
                .filter(tensor -> tensor.getName().equals(isTraining))
                .forEach(tensor -> tensor.setDataType(DataType.BOOL.getNumber())
                        .clearDims()
                        .setRawData(ByteString.copyFrom(new byte[] {1})));
        assertRefused(model.build().toByteArray(), "model.eval()");
    }

    @Test
    void a_view_that_mixes_sequences() {
        var graph = new ForeignGraph(4, 2);
        var mixed = graph.draft.node("Reshape", List.of("x", graph.draft.longs("shape", 4, -1, 2)));
        var states = lstm(graph, mixed, 1).get(1);
        var state = graph.draft.node("Squeeze", List.of(states, graph.draft.longs("axes", 0)));
        assertRefused(graph, logits(graph, state, UNITS), "Axes are divided or mixed");
    }

    @Test
    void two_answers_of_different_layers() throws InvalidProtocolBufferException {
        var graph = new ForeignGraph(-1, 2);
        var state = lastState(graph);
        var other = logits(graph, state, UNITS);
        var first = logits(graph, state, UNITS);
        var model = ModelProto.parseFrom(graph.file(first)).toBuilder();
        model.getGraphBuilder().addOutputBuilder().setName(other);
        assertRefused(model.build().toByteArray(), "come from different layers. Export the network with one output.");
    }

    @Test
    void signals_of_very_many_axes() {
        var graph = new ForeignGraph(-1, 2);
        var axes = graph.draft.longs("axes", LongStream.range(1, 100_001).toArray());
        assertRefused(graph, graph.draft.node("Unsqueeze", List.of("x", axes)), "");
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 26})
    void operators_of_other_versions(long version) throws InvalidProtocolBufferException {
        var graph = new ForeignGraph(-1, 2);
        var model = ModelProto.parseFrom(graph.file(logits(graph, lastState(graph), UNITS))).toBuilder();
        model.getOpsetImportBuilder(0).setVersion(version);
        assertRefused(
                model.build().toByteArray(),
                ": The network uses version " + version + " of ONNX's operators; versions 7 to 25 are supported.");
    }
}
