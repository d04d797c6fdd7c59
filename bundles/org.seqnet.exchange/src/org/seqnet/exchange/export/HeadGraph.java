package org.seqnet.exchange.export;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import org.seqnet.engine.network.Architecture;
import org.seqnet.exchange.graph.Attributes;
import org.seqnet.exchange.graph.GraphDraft;

/** Draws heads of every kind, with the outputs of the graph. */
final class HeadGraph {
    private HeadGraph() {}

    /** @param first where the head's parameters begin */
    static void draw(GraphDraft draft, Architecture architecture, int first, Encoded encoded) {
        int inputs = architecture.encoder().outputs();
        var output = draft.part("output");
        architecture
                .head()
                .fold(
                        classes -> {
                            var logits = linear(output, first, inputs, classes.count(), encoded.summary());
                            var probabilities = output.node("Softmax", List.of(logits), Attributes.of("axis", -1));
                            draft.output("probabilities", probabilities, DataType.FLOAT, "batch", classes.count());
                            return null;
                        },
                        independent -> {
                            throw new UnsupportedOperationException("labels");
                        },
                        path -> {
                            throw new UnsupportedOperationException("path");
                        },
                        values -> {
                            throw new UnsupportedOperationException("values");
                        },
                        steps -> {
                            throw new UnsupportedOperationException("steps");
                        });
    }

    /** The weights stand output by output, the biases behind them. */
    static String linear(GraphDraft draft, int first, int inputs, int outputs, String values) {
        var weights = draft.weights("weight", k -> first + k, outputs, inputs);
        var biases = draft.weights("bias", k -> first + inputs * outputs + k, outputs);
        return draft.node("Gemm", List.of(values, weights, biases), Attributes.of("transB", 1));
    }
}
