package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.MalformedException;
import org.seqnet.exchange.ForeignGraph.Predictions;
import org.seqnet.exchange.graph.Attributes;

/** Graphs as tf2onnx and others write them are computed here as ONNX Runtime computes them. */
class GraphImportTest {

    private static void assertEqual(Predictions predictions) {
        assertThat(predictions.here()).containsExactly(predictions.there(), within(1e-5f));
    }

    /** Adds a linear layer as Keras has it, inputs x outputs, and softmax. */
    private static String classes(ForeignGraph graph, String values, int inputs) {
        var product = graph.draft.node("MatMul", List.of(values, graph.weights("kernel", inputs, 3)));
        var sums = graph.draft.node("Add", List.of(product, graph.weights("bias", 3)));
        return graph.draft.node("Softmax", List.of(sums), Attributes.of("axis", -1));
    }

    private static AttributeProto[] attributes(String operator) {
        var size = Attributes.of("hidden_size", 5);
        return operator.equals("GRU")
                ? new AttributeProto[] {size, Attributes.of("linear_before_reset", 1)}
                : new AttributeProto[] {size};
    }

    @ParameterizedTest
    @CsvSource({"LSTM,4", "GRU,3", "RNN,1"})
    void a_recurrent_layer_of_keras_by_its_last_state(String operator, int gates) throws MalformedException {
        var graph = new ForeignGraph(-1, 2);
        var turned = graph.draft.node("Transpose", List.of("x"), Attributes.of("perm", 1L, 0L, 2L));
        var layer = graph.draft.nodes(
                operator,
                2,
                List.of(
                        turned,
                        graph.weights("W", 1, gates * 5L, 2),
                        graph.weights("R", 1, gates * 5L, 5),
                        graph.weights("B", 1, gates * 10L)),
                attributes(operator));
        var state = graph.draft.node("Squeeze", List.of(layer.get(1), graph.draft.longs("axes", 0)));
        assertEqual(graph.predictions(classes(graph, state, 5), false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void one_label_without_an_axis_of_its_own(boolean isSqueezedFirst) throws MalformedException {
        var graph = new ForeignGraph(-1, 2);
        var turned = graph.draft.node("Transpose", List.of("x"), Attributes.of("perm", 1L, 0L, 2L));
        var layer = graph.draft.nodes(
                "LSTM",
                2,
                List.of(turned, graph.weights("W", 1, 20, 2), graph.weights("R", 1, 20, 5), graph.weights("B", 1, 40)),
                attributes("LSTM"));
        var state = graph.draft.node("Squeeze", List.of(layer.get(1), graph.draft.longs("axes", 0)));
        var logit = graph.draft.node("Gemm", List.of(state, graph.weights("kernel", 5, 1), graph.weights("bias", 1)));
        var axis = graph.draft.longs("axis", 1);
        var answer = isSqueezedFirst
                ? graph.draft.node("Sigmoid", List.of(graph.draft.node("Squeeze", List.of(logit, axis))))
                : graph.draft.node("Squeeze", List.of(graph.draft.node("Sigmoid", List.of(logit)), axis));
        assertEqual(graph.predictions(answer, false));
    }

    @Test
    void images_whose_channels_come_last() throws MalformedException {
        var graph = new ForeignGraph(7, 6, 2);
        var turned = graph.draft.node("Transpose", List.of("x"), Attributes.of("perm", 0L, 3L, 1L, 2L));
        var convolved = graph.draft.node(
                "Conv",
                List.of(turned, graph.weights("W", 4, 2, 3, 3), graph.weights("B", 4)),
                Attributes.of("auto_pad", "SAME_UPPER"),
                Attributes.of("kernel_shape", 3L, 3L));
        var positive = graph.draft.node("Relu", List.of(convolved));
        var pooled = graph.draft.node(
                "MaxPool", List.of(positive), Attributes.of("kernel_shape", 2L, 2L), Attributes.of("strides", 2L, 2L));
        var back = graph.draft.node("Transpose", List.of(pooled), Attributes.of("perm", 0L, 2L, 3L, 1L));
        var flat = graph.draft.node("Reshape", List.of(back, graph.draft.longs("shape", -1, 36)));
        var product = graph.draft.node("MatMul", List.of(flat, graph.weights("dense", 36, 5)));
        var dense = graph.draft.node("Add", List.of(product, graph.weights("offset", 5)));
        assertEqual(graph.predictions(classes(graph, graph.draft.node("Relu", List.of(dense)), 5), false));
    }

    @Test
    void scaled_images_with_batch_normalization_of_another_epsilon_and_a_stride() throws MalformedException {
        var graph = new ForeignGraph(2, 9, 8);
        var bytes = graph.draft.node("Mul", List.of("x", graph.draft.floats("range", new float[] {0.5f})));
        var shifted = graph.draft.node("Sub", List.of(bytes, graph.weights("means", 1, 2, 1, 1)));
        var scaled = graph.draft.node("Div", List.of(shifted, graph.positive("deviations", 2, 1, 1)));
        var convolved = graph.draft.node(
                "Conv",
                List.of(scaled, graph.weights("W", 4, 2, 5, 5), graph.weights("B", 4)),
                Attributes.of("pads", 2L, 2L, 2L, 2L),
                Attributes.of("strides", 2L, 2L));
        var normalized = graph.draft.node(
                "BatchNormalization",
                List.of(
                        convolved,
                        graph.weights("gamma", 4),
                        graph.weights("beta", 4),
                        graph.weights("mean", 4),
                        graph.positive("variance", 4)),
                Attributes.of("epsilon", 0.01f));
        var positive = graph.draft.node("Relu", List.of(normalized));
        var flat = graph.draft.node("Flatten", List.of(positive));
        var dense = graph.draft.node("Gemm", List.of(flat, graph.weights("dense", 80, 5), graph.weights("offset", 5)));
        assertEqual(graph.predictions(classes(graph, graph.draft.node("Relu", List.of(dense)), 5), true));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void convolutions_over_time_with_biases_and_batch_normalization(long growth) throws MalformedException {
        var graph = new ForeignGraph(2, -1);
        var signal = "x";
        long[] filters = {2, 3, 6, 3};
        long[] kernels = {7, 4, 3};
        long dilation = 1;
        for (int i = 0; i < kernels.length; i++) {
            long span = dilation * (kernels[i] - 1);
            long before = dilation * ((kernels[i] - 1) / 2);
            var convolved = graph.draft.node(
                    "Conv",
                    List.of(
                            signal,
                            graph.weights("W", filters[i + 1], filters[i], kernels[i]),
                            graph.weights("B", filters[i + 1])),
                    Attributes.of("pads", before, span - before),
                    Attributes.of("dilations", new long[] {dilation}));
            var normalized = graph.draft.node(
                    "BatchNormalization",
                    List.of(
                            convolved,
                            graph.positive("gamma", filters[i + 1]),
                            graph.positive("beta", filters[i + 1]),
                            graph.weights("mean", filters[i + 1]),
                            graph.positive("variance", filters[i + 1])));
            signal = graph.draft.node("Relu", List.of(normalized));
            dilation *= growth;
        }
        var mean = graph.draft.node("GlobalAveragePool", List.of(signal));
        var flat = graph.draft.node("Squeeze", List.of(mean, graph.draft.longs("axes", 2)));
        assertEqual(graph.predictions(classes(graph, flat, 3), true));
    }

    @Test
    void the_mean_of_both_directions() throws MalformedException {
        var graph = new ForeignGraph(5, 2);
        var turned = graph.draft.node("Transpose", List.of("x"), Attributes.of("perm", 1L, 0L, 2L));
        var layer = graph.draft.nodes(
                "RNN",
                2,
                List.of(turned, graph.weights("W", 2, 4, 2), graph.weights("R", 2, 4, 4)),
                Attributes.of("hidden_size", 4),
                Attributes.of("direction", "bidirectional"),
                Attributes.of("activations", List.of("Relu", "Relu")));
        var mean = graph.draft.node(
                "ReduceMean", List.of(layer.get(0), graph.draft.longs("axes", 0)), Attributes.of("keepdims", 0));
        var rows = graph.draft.node("Transpose", List.of(mean), Attributes.of("perm", 1L, 0L, 2L));
        var flat = graph.draft.node("Reshape", List.of(rows, graph.draft.longs("shape", 0, -1)));
        assertEqual(graph.predictions(classes(graph, flat, 8), false));
    }

    @Test
    void a_gru_that_resets_before_a_product_in_which_units_do_not_meet() throws MalformedException {
        var graph = new ForeignGraph(-1, 2);
        var turned = graph.draft.node("Transpose", List.of("x"), Attributes.of("perm", 1L, 0L, 2L));
        var layer = graph.draft.nodes(
                "GRU",
                2,
                List.of(turned, graph.weights("W", 1, 3, 2), graph.weights("R", 1, 3, 1), graph.weights("B", 1, 6)),
                Attributes.of("hidden_size", 1));
        var state = graph.draft.node("Squeeze", List.of(layer.get(1), graph.draft.longs("axes", 0)));
        assertEqual(graph.predictions(classes(graph, state, 1), false));
    }
}
